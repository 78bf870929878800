package dev.mayday.activities.pulse;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.Optional;

/**
 * What an adapter may know of the activity that it works for. Outside an activity (tests, {@code
 * doctor}) everything here is harmless.
 */
public final class Pulse {
  private Pulse() {}

  /**
   * Heartbeats, with details that a next attempt can resume from. Does nothing outside an activity.
   *
   * @throws io.temporal.client.ActivityCompletionException when the activity was cancelled
   */
  public static void beat(Object details) {
    context().ifPresent(c -> c.heartbeat(details));
  }

  /** The details of the previous attempt's last heartbeat; empty outside an activity. */
  public static <T> Optional<T> last(Class<T> type) {
    return context().flatMap(c -> c.getHeartbeatDetails(type));
  }

  /** The number of this attempt, from 1; always 1 outside an activity. */
  public static int attempt() {
    return context().map(c -> c.getInfo().getAttempt()).orElse(1);
  }

  private static Optional<ActivityExecutionContext> context() {
    try {
      return Optional.of(Activity.getExecutionContext());
    } catch (IllegalStateException notInAnActivity) {
      return Optional.empty();
    }
  }
}
