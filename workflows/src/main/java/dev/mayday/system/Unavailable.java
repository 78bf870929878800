package dev.mayday.system;

/** Something that a step needs does not answer now: the same step may succeed later. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message lower-case, names the thing, then {@code HINT: }; holds no secret
   */
  public Unavailable(String message) {
    super(message);
  }
}
