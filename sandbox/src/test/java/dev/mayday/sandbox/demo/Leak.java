package dev.mayday.sandbox.demo;

import java.util.Comparator;

/**
 * A secret where it must not be.
 *
 * @param place the kind of place
 * @param where the place itself
 * @param secret its name, never its value
 */
record Leak(String place, String where, String secret) implements Comparable<Leak> {
  private static final Comparator<Leak> ORDER =
      Comparator.comparing(Leak::place).thenComparing(Leak::where).thenComparing(Leak::secret);

  /** Whether it is no secret, but what must be found. */
  boolean isControl() {
    return secret.equals(Secrets.CONTROL);
  }

  @Override
  public int compareTo(Leak other) {
    return ORDER.compare(this, other);
  }
}
