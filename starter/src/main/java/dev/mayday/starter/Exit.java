package dev.mayday.starter;

/**
 * Exit codes of commands; those that waited for a recovery return its {@link
 * dev.mayday.incident.Outcome#exitCode()} instead.
 */
final class Exit {
  static final int DONE = 0;

  /** It was understood and not done, or not counted: the message says why. */
  static final int REFUSED = 1;

  /** Wrong use, or a configuration that cannot be read: correct it and try again. */
  static final int WRONG_USE = 2;

  /** Something that the command needs does not answer: the same command may succeed later. */
  static final int UNAVAILABLE = 3;

  /** A defect of Mayday. */
  static final int BUG = 70;

  private Exit() {}
}
