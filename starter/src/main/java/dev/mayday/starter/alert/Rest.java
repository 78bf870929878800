package dev.mayday.starter.alert;

import java.time.Duration;

/**
 * How long a lane rests after a signal. A Temporal server whose signals usually take up to {@link
 * #EASY} has time, and nothing is to be left to others. One that takes longer has work: a lane
 * leaves it {@value #TIMES} times of what a signal takes beyond that, so that a recovery in a storm
 * of alerts has its turn. It goes by what signals took lately, the newest for an eighth: a single
 * one that was slow says nothing of the server, and senders would wait for it twice. What was
 * measured stands in {@code docs/benchmarks.md}.
 */
final class Rest {
  static final Duration EASY = Duration.ofMillis(20);
  static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int TIMES = 5;
  private static final int LATELY = 8;
  private long usualNanos = -1;

  /** The rest after one more signal, which took so long. */
  Duration after(Duration took) {
    usualNanos =
        usualNanos < 0 ? took.toNanos() : usualNanos + (took.toNanos() - usualNanos) / LATELY;
    Duration rest = Duration.ofNanos(usualNanos).minus(EASY).multipliedBy(TIMES);
    if (rest.isNegative()) return Duration.ZERO;
    return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
  }
}
