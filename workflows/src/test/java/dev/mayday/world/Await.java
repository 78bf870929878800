package dev.mayday.world;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in real time for something that is to come to pass. */
public final class Await {
  private Await() {}

  /** Waits until it has come to pass; fails after half a minute. */
  public static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) throw new AssertionError("it did not come to pass");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
