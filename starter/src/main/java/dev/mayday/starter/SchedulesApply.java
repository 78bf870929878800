package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.worker.Temporal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the schedules as the configuration wants them; running it again changes nothing. */
@Command(
    name = "apply",
    description = "Create, update or remove the warm copies' schedules, as mayday.yaml says.",
    footerHeading = "%nExample:%n",
    footer = "  mayday schedules apply")
final class SchedulesApply extends MaydayCommand {
  /**
   * What came of one service.
   *
   * @param id the schedule's id
   * @param result created, up to date, removed or none
   * @param every how often it copies; null without a schedule
   */
  record Applied(String id, String result, Duration every) {}

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  SchedulesApply(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    List<Target> targets = targets();
    CopySchedule schedule = new CopySchedule(Temporal.schedules(temporal()), Target.CONTROL_QUEUE);
    List<Applied> applied = new ArrayList<>();
    for (Target target : targets) applied.add(apply(schedule, target));
    if (json) out().println(Json.of(applied));
    else applied.forEach(one -> out().println(one.id() + ": " + words(one)));
    out().flush();
    return Exit.DONE;
  }

  private List<Target> targets() {
    return estate().services().keySet().stream()
        .sorted(Comparator.comparing(Target::toString))
        .toList();
  }

  private Applied apply(CopySchedule schedule, Target target) {
    Duration every = estate().copies().get(target);
    String result = every == null ? schedule.remove(target) : schedule.apply(target, every);
    return new Applied(target.copyId(), result, every);
  }

  private static String words(Applied one) {
    return one.result() + (one.every() == null ? "" : ", every " + Spans.text(one.every()));
  }
}
