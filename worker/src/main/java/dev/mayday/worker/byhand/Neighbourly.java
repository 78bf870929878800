package dev.mayday.worker.byhand;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Treatment;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a page does with a service's neighbours: one block for each that a command can stop or
 * start, one sentence for each that only a person can.
 *
 * @param listed as in mayday.yaml; null in what an earlier version wrote
 * @param service the service's own process
 */
record Neighbourly(List<Neighbour> listed, NodeProcess service) {
  private static final String ONLY_WHO_RAN =
      ". A block says `STOP` where one did not run, and leaves it so:";

  Neighbourly {
    listed = listed == null ? List.of() : List.copyOf(listed);
  }

  /** Names under which PM2 lists them. */
  static List<String> inPm2(Service service) {
    List<Neighbour> listed = service.neighbours() == null ? List.of() : service.neighbours();
    return listed.stream()
        .filter(Neighbour::underPm2)
        .map(one -> one.process().name())
        .sorted()
        .toList();
  }

  /** By the place in the page that they fill. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("neighbours", table());
    all.put("neighboursFirst", first());
    all.put("neighboursAfter", after());
    all.put("neighboursSaved", saved());
    all.put("neighboursBack", back());
    return all;
  }

  private String table() {
    return listed.isEmpty()
        ? "none is listed"
        : listed.stream()
            .map(one -> "`" + one.name() + "` " + treated(one.treatment()))
            .collect(Collectors.joining("; "));
  }

  private static String treated(Treatment treatment) {
    return switch (treatment) {
      case STOPPED -> "is stopped in step 5 and started after step 10";
      case RESTARTED -> "is restarted after step 10";
      case UNTOUCHED -> "stays as it is";
    };
  }

  private String first() {
    String blocks = each(Treatment.STOPPED, Neighbourly::stop);
    return blocks.isEmpty()
        ? ""
        : "Neighbours go first" + ONLY_WHO_RAN + "\n" + blocks + "\nThen the service:\n\n";
  }

  private String after() {
    String blocks =
        each(Treatment.STOPPED, one -> start(one, "start values-beside"))
            + each(Treatment.RESTARTED, Neighbourly::restart);
    return blocks.isEmpty()
        ? ""
        : "\nNeighbours, once the service is proven" + ONLY_WHO_RAN + "\n" + blocks;
  }

  private String back() {
    String blocks = each(Treatment.STOPPED, one -> start(one, "pm2 restart \"$PROCESS\" --silent"));
    return blocks.isEmpty() ? "" : "\nNeighbours that were stopped in step 5:\n" + blocks;
  }

  /** Those in the service's own PM2 are saved with it. */
  private String saved() {
    List<String> others =
        listed.stream()
            .filter(one -> one.underPm2() && one.treatment() != Treatment.UNTOUCHED)
            .map(Neighbour::process)
            .filter(one -> !one.pm2Home().equals(service.pm2Home()))
            .map(Neighbourly::daemon)
            .distinct()
            .toList();
    return IntStream.range(0, others.size())
        .mapToObj(i -> block("( " + others.get(i) + "; save dump.pm2." + (i + 1) + " )"))
        .collect(Collectors.joining());
  }

  private String each(Treatment treatment, Function<Neighbour, String> words) {
    return listed.stream()
        .filter(one -> one.treatment() == treatment)
        .map(words)
        .collect(Collectors.joining());
  }

  private static String stop(Neighbour one) {
    if (one.underPm2())
      return block("( " + in(one) + "; hand ran && pm2 stop \"$PROCESS\" --silent )");
    return one.unit().isEmpty()
        ? byHand(one, "Stop")
        : block("hand ran " + unit(one) + " && systemctl stop " + unit(one));
  }

  private static String start(Neighbour one, String command) {
    if (one.underPm2()) return block("( " + in(one) + "; hand may-run && " + command + " )");
    return one.unit().isEmpty()
        ? byHand(one, "Start")
        : block("hand may-run " + unit(one) + " && systemctl start " + unit(one));
  }

  private static String restart(Neighbour one) {
    if (one.underPm2()) return block("( " + in(one) + "; hand runs && start values-beside )");
    return one.unit().isEmpty()
        ? byHand(one, "Restart")
        : block("hand runs " + unit(one) + " && systemctl restart " + unit(one));
  }

  private static String in(Neighbour one) {
    return daemon(one.process()) + "; PROCESS=" + Shell.word(one.process().name());
  }

  private static String daemon(NodeProcess process) {
    String user = process.user() == null ? "" : process.user();
    return "PM2_HOME=" + Shell.word(process.pm2Home()) + "; PM2_USER=" + Shell.word(user);
  }

  private static String unit(Neighbour one) {
    return Shell.word(one.unit());
  }

  private static String byHand(Neighbour one, String verb) {
    return "\n%s `%s` as you do else: it is the one whose program and script match `%s`.\n"
        .formatted(verb, one.name(), one.command());
  }

  private static String block(String command) {
    return "\n```bash\n" + command + "\n```\n";
  }
}
