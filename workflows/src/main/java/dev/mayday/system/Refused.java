package dev.mayday.system;

/** The target says no, and will say no again: do not retry. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message lower-case, names the thing, then {@code HINT: }; holds no secret
   */
  public Refused(String message) {
    super(message);
  }
}
