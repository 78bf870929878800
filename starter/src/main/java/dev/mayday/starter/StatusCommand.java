package dev.mayday.starter;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.Target;
import dev.mayday.system.Unavailable;
import dev.mayday.worker.byhand.Pages;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is broken, what is done about it, who is asked. */
@Command(
    name = "status",
    description = "Show every open incident and recovery.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday status",
      "  mayday status --watch --environment production",
      "  mayday status --json | jq '.open[].report.open'"
    })
final class StatusCommand extends MaydayCommand {
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final String AWAY = "temporal does not answer; it is asked again every second";
  private static final int SENTENCES = 8;
  private static final int NOTES = 3;
  @Mixin final Where where = new Where();

  @Option(names = "--watch", description = "Stay, and draw it anew as it changes.")
  boolean watch;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  StatusCommand(Surroundings around) {
    super(around);
  }

  /**
   * Everything at one moment.
   *
   * @param standsBack environments in which Mayday stands back, with who said so and why
   * @param open incidents and recoveries
   * @param doctor what the workers' doctors found last
   */
  record Picture(Map<String, String> standsBack, List<Running.Open> open, DoctorSays doctor) {}

  @Override
  public Integer call() {
    if (watch && json) throw wrongUse("--watch and --json do not go together");
    Picture first = look();
    if (json) {
      out().println(Json.of(first));
      out().flush();
    } else draw(lines(first), List.of());
    return watch ? stay(lines(first)) : Exit.DONE;
  }

  private Picture look() {
    List<Target> targets = where.all(this);
    Running running = new Running(temporal());
    boolean everything = where.environment == null && where.service == null;
    return new Picture(
        running.standsBack(environments()),
        running.all(targets, everything),
        DoctorSays.of(temporal(), hosts(targets)));
  }

  private Collection<String> environments() {
    return where.environment == null ? estate().environments() : List.of(where.environment);
  }

  /** All hosts, or those of the services that are asked about. */
  private Collection<String> hosts(List<Target> targets) {
    if (where.environment == null && where.service == null) return estate().hosts().keySet();
    return targets.stream().map(target -> estate().service(target).host()).toList();
  }

  private int stay(List<String> first) {
    List<String> shown = first;
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(REDRAW.toNanos());
      List<String> now = still();
      if (!now.equals(shown)) draw(now, shown);
      shown = now;
    }
    return Exit.DONE;
  }

  /** Who watches goes on watching while Temporal is away: it is then that one watches. */
  private List<String> still() {
    try {
      return lines(look());
    } catch (Unavailable | StatusRuntimeException | WorkflowServiceException away) {
      return List.of(paint().bad(AWAY), "HINT: " + Pages.hint(estate()));
    }
  }

  /** On a terminal the new picture takes the place of the old one. */
  private void draw(List<String> now, List<String> before) {
    if (watch && paint().colours()) out().print("\033[H\033[2J\033[3J");
    else if (!before.isEmpty()) out().println();
    now.forEach(out()::println);
    out().flush();
  }

  private List<String> lines(Picture picture) {
    List<String> lines = new ArrayList<>();
    picture
        .standsBack()
        .forEach((where, who) -> lines.add(paint().bad("standing back in " + where + ": " + who)));
    if (picture.open().isEmpty()) lines.add(paint().good("nothing is open") + among());
    for (Running.Open one : picture.open()) {
      if (!lines.isEmpty()) lines.add("");
      lines.addAll(lines(one));
    }
    lines.addAll(picture.doctor().lines(paint(), Instant.now()));
    return lines;
  }

  private List<String> lines(Running.Open one) {
    if (one.report() != null)
      return new Board(paint().colours(), SENTENCES).of(one.report(), Instant.now());
    if (one.incident() != null)
      return new Bulletin(paint(), NOTES, Clocks.of(estate().zone()))
          .of(one.workflowId(), one.incident(), Instant.now());
    String head = paint().bold(one.type()) + " as " + one.workflowId() + ", since " + one.since();
    return one.trouble().isEmpty()
        ? List.of(head)
        : List.of(head, "  " + paint().bad(Paint.plain(one.trouble())));
  }

  private String among() {
    List<Target> targets = where.all(this);
    return targets.isEmpty()
        ? ""
        : " for " + String.join(", ", targets.stream().map(Target::toString).sorted().toList());
  }
}
