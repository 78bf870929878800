package dev.mayday.starter.alert;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until something is so, looking often; fails when it is not in time. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  static void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("not in time: " + what);
      Thread.onSpinWait();
    }
  }
}
