package dev.mayday.runbook;

import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;

/**
 * What went wrong in a step, in words for people.
 *
 * @param kind unavailable, refused, unsafe, no worker, timed out, canceled or bug
 * @param sentence what was said, with its hint
 */
record Trouble(String kind, String sentence) {

  static Trouble of(Throwable failure, String queue) {
    Throwable cause =
        failure instanceof ActivityFailure && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CanceledFailure) return new Trouble("canceled", "the step was cancelled");
    if (cause instanceof TimeoutFailure timeout) return of(timeout, queue);
    if (cause instanceof ApplicationFailure said) return of(said);
    return new Trouble("bug", cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  boolean noWorker() {
    return kind.equals("no worker");
  }

  boolean canceled() {
    return kind.equals("canceled");
  }

  private static Trouble of(TimeoutFailure timeout, String queue) {
    if (timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START)
      return new Trouble(
          "no worker",
          "nobody works on the queue "
              + queue
              + "\nHINT: start a worker on that host with `mayday worker`, then answer retry");
    return new Trouble(
        "timed out",
        "no answer in time\nHINT: see whether the worker on the host lives, and what the step waits for");
  }

  private static Trouble of(ApplicationFailure said) {
    String message = String.valueOf(said.getOriginalMessage());
    if (Refused.class.getName().equals(said.getType())) return new Trouble("refused", message);
    if (Unsafe.class.getName().equals(said.getType())) return new Trouble("unsafe", message);
    if (said.getType() != null && said.getType().startsWith("dev.mayday.system."))
      return new Trouble("unavailable", message);
    return new Trouble("bug", said.getType() + ": " + message);
  }
}
