package dev.mayday.activities.telegram;

import java.time.Duration;

/** The bot API said no; the message says why and holds no secret. */
public final class NotOk extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY = 429;
  private static final int CONFLICT = 409;
  private final int code;
  private final Duration retryAfter;

  /**
   * @param code the HTTP status, or 0 where nothing was asked
   * @param retryAfter what the server asked to wait; zero when it asked for nothing
   */
  NotOk(int code, String why, Duration retryAfter) {
    super(why);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Whether there were too many requests; {@link #retryAfter()} says when the next may come. */
  public boolean tooMany() {
    return code == TOO_MANY;
  }

  /** Whether somebody else takes this bot's updates: another poller, or a webhook. */
  public boolean conflict() {
    return code == CONFLICT;
  }

  /** Whether asking again would be answered the same: a wrong request or a wrong token. */
  public boolean lasting() {
    return code >= 400 && code < 500 && !tooMany() && !conflict();
  }

  /** What the server asked to wait. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
