package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.system.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether this machine's clock is right, by the clocks of others: the Temporal server's and those
 * of web servers that say the time. A server on this machine has this machine's clock, so that it
 * agrees proves nothing; that it differs does (behind the port may be a tunnel). The database's is
 * looked at where the database is.
 */
record Clocks(EstateFile estate, Optional<Offset> server) {
  private static final String HINT =
      "\nHINT: let both machines keep time (timedatectl set-ntp true, chrony); until then do not"
          + " trust the age of a copy, and no code or signed alert may be taken";

  private static final String SEE =
      ": `timedatectl` says whether something keeps it (System clock synchronized: yes); a bot API"
          + " of Telegram, a Temporal server or a Web UI on another machine would be asked";

  /**
   * How far this clock is off.
   *
   * @throws Refused when one of the others is further away than {@link Offset#TOLERANCE}
   */
  String right() {
    List<Offset> others = new ArrayList<>();
    server.ifPresent(others::add);
    webs().flatMap(url -> WebDate.of(url).stream()).forEach(others::add);
    return judge(others);
  }

  /** What comes of these, whoever they are. */
  static String judge(List<Offset> others) {
    List<String> far = others.stream().filter(one -> !one.small()).map(Clocks::difference).toList();
    if (!far.isEmpty()) throw new Refused(String.join("; ", far) + HINT);
    List<String> near = whose(others.stream().filter(one -> !one.own()));
    if (near.isEmpty()) return "not seen: " + unseen(whose(others.stream())) + SEE;
    return "within " + Offset.TOLERANCE.toSeconds() + " s of " + String.join(", ", near);
  }

  private static String unseen(List<String> here) {
    return here.isEmpty()
        ? "nobody could be asked for the time"
        : "no other machine could be asked for the time, and this clock is also that of "
            + String.join(", ", here);
  }

  private static List<String> whose(Stream<Offset> clocks) {
    return clocks.map(Offset::whose).toList();
  }

  private static String difference(Offset one) {
    Duration off = one.off();
    return "this machine's clock is "
        + off.abs().toMillis() / 1000.0
        + " s "
        + (off.isNegative() ? "behind that of " : "ahead of that of ")
        + one.whose();
  }

  private Stream<String> webs() {
    TreeSet<String> urls = new TreeSet<>(List.of(estate.webUi()));
    estate.people().values().stream()
        .flatMap(person -> person.telegram().stream())
        .map(Person.Telegram::api)
        .forEach(urls::add);
    return urls.stream();
  }
}
