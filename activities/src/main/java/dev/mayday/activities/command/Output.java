package dev.mayday.activities.command;

import java.util.function.Function;

/**
 * What a program answered. Its streams may hold secrets: {@link #toString()} shows neither.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error, cut at the cap
 */
public record Output(int exit, String out, String err) {
  /** Whether it ended with 0. */
  public boolean ok() {
    return exit == 0;
  }

  /** Itself when it ended with 0, else throws what {@code failure} makes of it. */
  public Output or(Function<Output, RuntimeException> failure) {
    if (!ok()) throw failure.apply(this);
    return this;
  }

  @Override
  public String toString() {
    return "exit code " + exit;
  }
}
