package dev.mayday.system;

/**
 * Whom a code proves, and by what.
 *
 * @param by the person's name; empty when the code proves nobody
 * @param how one of the constants here; empty when the code proves nobody
 */
public record Identity(String by, String how) {
  /** The code was made with the person's own token. */
  public static final String TOKEN = "personal token";

  /** The short code that was sent to this person alone, with this question. */
  public static final String ONE_TIME = "one-time code";

  /** A button that this person's account pressed. */
  public static final String TELEGRAM = "Telegram";

  /** The code proves nobody. */
  public static final Identity NOBODY = new Identity("", "");

  /** Reads missing parts as empty ones. */
  public Identity {
    by = by == null ? "" : by;
    how = how == null ? "" : how;
  }

  /** Whether it proves somebody. */
  public boolean proven() {
    return !by.isEmpty();
  }
}
