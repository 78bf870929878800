package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.time.Instant;

/**
 * One attempt whose effect was over, whether anybody was told or not.
 *
 * @param number counts the attempts of all worker processes
 * @param workflow the workflow type
 * @param id the workflow id
 * @param run the run id
 * @param activity the activity type
 * @param activityId tells the activities of one run apart
 * @param attempt from 1
 * @param pid the worker
 * @param at when
 * @param end {@code ok}, or the class of the failure
 */
public record Done(
    int number,
    String workflow,
    String id,
    String run,
    String activity,
    String activityId,
    int attempt,
    long pid,
    Instant at,
    String end) {

  static Done of(int number, ActivityInfo info, String end) {
    return new Done(
        number,
        info.getWorkflowType(),
        info.getWorkflowId(),
        info.getWorkflowRunId(),
        info.getActivityType(),
        info.getActivityId(),
        info.getAttempt(),
        ProcessHandle.current().pid(),
        Instant.now(),
        end);
  }

  static Done of(String line) {
    String[] parts = line.split("\t", -1);
    return new Done(
        Integer.parseInt(parts[0]),
        parts[1],
        parts[2],
        parts[3],
        parts[4],
        parts[5],
        Integer.parseInt(parts[6]),
        Long.parseLong(parts[7]),
        Instant.parse(parts[8]),
        parts[9]);
  }

  /** Whether a living process was given the same step once more: the other is the next attempt. */
  public boolean cameAgainAs(Done other) {
    return other.run.equals(run)
        && other.activityId.equals(activityId)
        && other.attempt == attempt + 1
        && other.pid == pid;
  }

  String line() {
    return String.join(
        "\t",
        Integer.toString(number),
        workflow,
        id,
        run,
        activity,
        activityId,
        Integer.toString(attempt),
        Long.toString(pid),
        at.toString(),
        end);
  }
}
