package dev.mayday.sandbox;

import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition of the world outside. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * Waits, and fails when it does not come about.
   *
   * @throws Unavailable after the longest time
   */
  public static void until(String what, Duration longest, BooleanSupplier condition) {
    if (!holds(longest, condition))
      throw new Unavailable(
          "%s: not within %d s\nHINT: look at the sandbox's logs folder"
              .formatted(what, longest.toSeconds()));
  }

  /** Waits; whether it came about. */
  public static boolean holds(Duration longest, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) return false;
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
