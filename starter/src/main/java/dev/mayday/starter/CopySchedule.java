package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.runbook.Start;
import dev.mayday.scenario.KeepWarmCopy;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/**
 * The schedule of one service's warm copy. Its id is the id of the workflows that it starts,
 * without their time. One that is still copying is not overtaken, and what was missed is not made
 * up for: the next copy holds everything.
 */
final class CopySchedule {
  /** The shortest that the server takes; its default of a year would make up for every outage. */
  private static final Duration CATCH_UP = Duration.ofSeconds(10);

  private final ScheduleClient schedules;
  private final String queue;

  CopySchedule(ScheduleClient schedules, String queue) {
    this.schedules = schedules;
    this.queue = queue;
  }

  /** Creates it, or brings it to this form; a pause that a person set stays. */
  String apply(Target target, Duration every) {
    Schedule wanted = schedule(target, every);
    try {
      ScheduleOptions now = ScheduleOptions.newBuilder().setTriggerImmediately(true).build();
      schedules.createSchedule(target.copyId(), wanted, now);
      return "created";
    } catch (ScheduleAlreadyRunningException there) {
      schedules
          .getHandle(target.copyId())
          .update(
              found ->
                  new ScheduleUpdate(
                      Schedule.newBuilder(wanted)
                          .setState(found.getDescription().getSchedule().getState())
                          .build()));
      return "up to date";
    }
  }

  /** Removes it where the configuration wants none. */
  String remove(Target target) {
    try {
      schedules.getHandle(target.copyId()).delete();
      return "removed";
    } catch (ScheduleException | StatusRuntimeException failed) {
      if (notThere(failed)) return "none";
      throw failed;
    }
  }

  private Schedule schedule(Target target, Duration every) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(KeepWarmCopy.class)
                .setArguments(new Start(target, false, "schedule", null, ""))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(target.copyId())
                        .setTaskQueue(queue)
                        .setStaticSummary("warm copy of " + target)
                        // The SDK cannot read a schedule back that has a summary without details.
                        .setStaticDetails("Every " + Spans.text(every) + ", by a schedule.")
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(every.compareTo(CATCH_UP) < 0 ? CATCH_UP : every)
                .setPauseOnFailure(false)
                .build())
        .build();
  }

  private static boolean notThere(Throwable failed) {
    Throwable cause = failed instanceof StatusRuntimeException ? failed : failed.getCause();
    return cause instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }
}
