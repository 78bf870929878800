package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the warm copies are taken as the configuration wants it. */
record CopySchedules(ScheduleClient schedules, EstateFile estate) {
  private static final String APPLY = "\nHINT: run mayday schedules apply";

  /**
   * What a service's schedule is.
   *
   * @throws Refused when it is missing, paused, not as configured, or there against the
   *     configuration
   */
  String of(Target target) {
    Duration every = estate.copies().get(target);
    Optional<Schedule> found = Runs.asked(() -> found(target));
    if (every == null) return none(found);
    Schedule there =
        found.orElseThrow(() -> new Refused("there is none, so the copy grows old unseen" + APPLY));
    if (there.getState().isPaused())
      throw new Refused(
          "it is paused ("
              + there.getState().getNote()
              + "), so the copy grows old\nHINT: unpause it in the Web UI, under Schedules, when"
              + " what it was paused for is over");
    if (!intervals(there).equals(List.of(every)))
      throw new Refused("it copies every " + intervals(there) + ", not every " + every + APPLY);
    return "copies every " + every.toSeconds() + " s";
  }

  private static String none(Optional<Schedule> found) {
    if (found.isEmpty()) return "is not wanted, and there is none";
    throw new Refused("there is one although mayday.yaml wants none" + APPLY);
  }

  private static List<Duration> intervals(Schedule schedule) {
    return schedule.getSpec().getIntervals().stream().map(ScheduleIntervalSpec::getEvery).toList();
  }

  private Optional<Schedule> found(Target target) {
    try {
      return Optional.of(schedules.getHandle(target.copyId()).describe().getSchedule());
    } catch (ScheduleException failed) {
      if (!(failed.getCause() instanceof StatusRuntimeException status)) throw failed;
      if (status.getStatus().getCode() == Status.Code.NOT_FOUND) return Optional.empty();
      throw status;
    }
  }
}
