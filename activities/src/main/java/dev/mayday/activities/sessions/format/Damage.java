package dev.mayday.activities.sessions.format;

/**
 * Something in a session's content that does not hold. The message is the rest of a sentence that
 * begins with the thing's name ("is cut off after 17 bytes") and never holds key material.
 */
public final class Damage extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the rest of a sentence that begins with the thing's name
   */
  public Damage(String message) {
    super(message);
  }
}
