package dev.mayday.worker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, for thirty seconds at most. */
final class Until {
  private Until() {}

  static <T> T holds(Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    T seen = look.get();
    while (!wanted.test(seen) && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      seen = look.get();
    }
    return seen;
  }
}
