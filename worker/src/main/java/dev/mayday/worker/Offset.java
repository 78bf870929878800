package dev.mayday.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * How far another clock is from this machine's.
 *
 * @param whose whose clock it is
 * @param off how far this machine's clock is ahead of it, at least; negative where it is behind,
 *     zero where the answer took as long as the difference
 * @param own whether it is this machine's own clock, asked by way of a server here
 */
record Offset(String whose, Duration off, boolean own) {
  /** Machines that keep time are apart by milliseconds; a decision about sessions bears seconds. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** Of a clock that is another's. */
  Offset(String whose, Duration off) {
    this(whose, off, false);
  }

  /** The same, as a server at this address told it. */
  Offset by(Address server) {
    return new Offset(whose, off, server.here());
  }

  /**
   * What one answer tells: the other clock was read somewhere between two moments of this one.
   *
   * @param theirs what it said
   * @param before this machine's time before it was asked
   * @param after this machine's time when the answer was there
   */
  static Offset of(String whose, Instant theirs, Instant before, Instant after) {
    if (theirs.isBefore(before)) return new Offset(whose, Duration.between(theirs, before));
    if (theirs.isAfter(after)) return new Offset(whose, Duration.between(theirs, after));
    return new Offset(whose, Duration.ZERO);
  }

  boolean small() {
    return off.abs().compareTo(TOLERANCE) <= 0;
  }
}
