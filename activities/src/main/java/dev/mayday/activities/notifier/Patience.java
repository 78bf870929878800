package dev.mayday.activities.notifier;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a channel waits when it is told to come back later. */
interface Patience {
  /** Waits and returns true, or returns false at once when that would be too long. */
  boolean outlasts(Duration wait);

  /** Waits up to {@code most} by the wall clock. */
  static Patience of(Duration most) {
    return wait -> wait.compareTo(most) <= 0 && sleep(wait);
  }

  private static boolean sleep(Duration wait) {
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
