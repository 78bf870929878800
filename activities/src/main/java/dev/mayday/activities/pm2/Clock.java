package dev.mayday.activities.pm2;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A deadline and the pause between two looks. */
record Clock(long end) {
  private static final long PAUSE_MILLIS = 200;

  static Clock of(Duration within) {
    return new Clock(System.nanoTime() + within.toNanos());
  }

  /** Pauses and heartbeats; false when the time is up. */
  boolean tick() {
    if (System.nanoTime() >= end) return false;
    Pulse.beat("waiting");
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("the waiting was interrupted\nHINT: the worker is shutting down");
    }
    return true;
  }
}
