package dev.mayday.starter.alert;

import java.time.Duration;

/**
 * How long a lane rests after a signal. A Temporal server that answers within {@link #EASY} is
 * taken to have time, and nothing is to be left to others. One that takes longer has work: a lane
 * leaves it {@value #TIMES} times of what the signal took beyond that, so that a recovery in a
 * storm of alerts has its turn. What was measured stands in {@code docs/benchmarks.md}.
 */
final class Rest {
  static final Duration EASY = Duration.ofMillis(20);
  static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int TIMES = 5;

  private Rest() {}

  /** The rest after a signal that took so long. */
  static Duration after(Duration took) {
    Duration rest = took.minus(EASY).multipliedBy(TIMES);
    if (rest.isNegative()) return Duration.ZERO;
    return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
  }
}
