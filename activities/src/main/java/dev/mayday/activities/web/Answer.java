package dev.mayday.activities.web;

import okhttp3.Headers;

/**
 * What a server answered, read whole.
 *
 * @param code the HTTP status
 * @param headers the headers
 * @param body the body as UTF-8; it may hold secrets and is never put into a message
 */
public record Answer(int code, Headers headers, String body) {
  /** Whether the status is 2xx. */
  public boolean fine() {
    return code >= 200 && code < 300;
  }

  /** Leaves the body out: answers of other systems may hold secrets. */
  @Override
  public String toString() {
    return "answer with status " + code;
  }
}
