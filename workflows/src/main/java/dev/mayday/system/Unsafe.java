package dev.mayday.system;

/** Going on could do harm that cannot be ruled out: stop and ask a human. */
public final class Unsafe extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message lower-case, names the thing, then {@code HINT: }; holds no secret
   */
  public Unsafe(String message) {
    super(message);
  }
}
