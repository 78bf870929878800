package dev.mayday.runbook;

import dev.mayday.system.Effect;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * All time-outs and retries, in one place. A killed worker costs one heartbeat time-out, so that
 * one is seconds; a side thread of the worker beats for calls that block. The server does not retry
 * a schedule-to-start time-out: the arc does ({@link Recovery}).
 */
final class Timeouts {
  /** How long a host's worker may take to pick a step up, before it is offered again. */
  static final Duration PICKED_UP = Duration.ofSeconds(20);

  /**
   * The same in recoveries that began with arc 3 or later: what takes longer is said. A worker that
   * is started anew after its death is there before.
   */
  static final Duration PICKED_UP_SOON = Duration.ofSeconds(8);

  /** All offers of a step to a host's queue take that long, then a person is asked. */
  private static final Duration OFFERED = Duration.ofSeconds(40);

  /** Attempts where waiting costs a service that worked: another worker finds one left. */
  private static final int HURRIED = 3;

  private static final Duration HEARTBEAT = Duration.ofSeconds(6);

  private Timeouts() {}

  /** How often a step is offered that must be picked up within so long. */
  static int offers(Duration pickedUp) {
    return (int) OFFERED.dividedBy(pickedUp);
  }

  /**
   * @param pickedUp within this a worker must begin; null where that is not bound to a host
   * @param hurried whether a service stands still meanwhile that worked before
   */
  static ActivityOptions of(
      Effect effect, String queue, Duration pickedUp, boolean hurried, String summary) {
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setSummary(summary)
            .setStartToCloseTimeout(attempt(effect.pace()))
            .setHeartbeatTimeout(HEARTBEAT)
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(retries(effect, hurried));
    if (pickedUp != null) options.setScheduleToStartTimeout(pickedUp);
    return options.build();
  }

  /** For a short read that the workflow's own worker makes within the workflow task. */
  static LocalActivityOptions within(Effect effect, String summary) {
    return LocalActivityOptions.newBuilder()
        .setSummary(summary)
        .setStartToCloseTimeout(attempt(effect.pace()))
        .setRetryOptions(retries(effect, false))
        .build();
  }

  static RetryOptions retries(Effect effect, boolean hurried) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofSeconds(1))
        .setBackoffCoefficient(2)
        .setMaximumInterval(Duration.ofSeconds(10))
        .setMaximumAttempts(hurried ? Math.min(attempts(effect), HURRIED) : attempts(effect))
        .setDoNotRetry(Refused.class.getName(), Unsafe.class.getName())
        .build();
  }

  private static Duration attempt(Effect.Pace pace) {
    return switch (pace) {
      case QUICK -> Duration.ofSeconds(30);
      case SETTLING -> Duration.ofMinutes(40);
      case LONG -> Duration.ofHours(6);
    };
  }

  private static int attempts(Effect effect) {
    if (effect.value() == Effect.Kind.ONCE || !effect.again()) return 1;
    return effect.pace() == Effect.Pace.LONG ? 10 : 4;
  }
}
