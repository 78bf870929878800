package dev.mayday.sandbox.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition of the world outside. */
final class Until {
  private static final Duration LONGEST = Duration.ofMinutes(6);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * Where a look costs Mayday and the server work of their own, and nothing hangs on the moment.
   */
  private static final Duration LONG_PAUSE = Duration.ofMillis(500);

  private Until() {}

  static void holds(String what, BooleanSupplier condition) {
    found(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** What is found in the end. */
  static <T> T found(String what, Supplier<Optional<T>> look) {
    return found(what, LONGEST, PAUSE, look);
  }

  /** The same, looking rarely and for this long. */
  static <T> T patiently(String what, Duration longest, Supplier<Optional<T>> look) {
    return found(what, longest, LONG_PAUSE, look);
  }

  private static <T> T found(
      String what, Duration longest, Duration pause, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) return seen.get();
      if (System.nanoTime() > deadline)
        throw new AssertionError(what + ": not within " + longest.toSeconds() + " s");
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
