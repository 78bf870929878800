package dev.mayday.starter.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sender is answered.
 *
 * @param status the HTTP status
 * @param result one word for the metrics
 * @param body the JSON object
 */
record Reply(int status, String result, Map<String, Object> body) {
  private static final int ACCEPTED = 202;

  static Reply accepted(int alerts, int strays) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("accepted", alerts);
    body.put("unmatched", strays);
    return new Reply(ACCEPTED, "accepted", body);
  }

  static Reply repeated() {
    return new Reply(ACCEPTED, "repeated", Map.of("accepted", 0, "repeated", true));
  }

  static Reply no(int status, String result, String error, String hint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("hint", hint);
    return new Reply(status, result, body);
  }

  static Reply unavailable(String error) {
    return no(503, "unavailable", error, "send it again; nothing is lost as long as you do");
  }

  /** Whether the sender may forget the message. */
  boolean taken() {
    return status == ACCEPTED;
  }
}
