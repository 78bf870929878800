package dev.mayday.activities.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.PreKeyCounters;
import java.io.IOException;

/**
 * The pre-key counters of credentials. They never go down: an id that was handed out once must not
 * be handed out again with another key.
 *
 * @param next {@code nextPreKeyId}; 0 when unknown
 * @param first {@code firstUnuploadedPreKeyId}; 0 when unknown
 */
record Counters(long next, long first) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Counters of(byte[] creds) {
    try {
      JsonNode tree = creds == null ? MAPPER.missingNode() : MAPPER.readTree(creds);
      return new Counters(
          counter(tree.path("nextPreKeyId")), counter(tree.path("firstUnuploadedPreKeyId")));
    } catch (IOException unreadable) {
      return new Counters(0, 0);
    }
  }

  /** What no service can have written there is unknown, not a number to go on from. */
  private static long counter(JsonNode node) {
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    boolean possible = whole && node.longValue() > 0 && node.longValue() <= PreKeyCounters.MOST;
    return possible ? node.longValue() : 0;
  }

  /**
   * The file's credentials, counters raised where the row or a pre-key was further.
   *
   * @param theirs the row's credentials; null when there are none
   * @param highest pre-key id known of the company
   * @throws Damage when the credentials have no counters
   */
  static byte[] notBelow(byte[] ours, byte[] theirs, long highest) throws Damage {
    Counters now = of(ours);
    Counters row = of(theirs);
    long further = Math.max(Math.max(now.next, row.next), highest + 1);
    long next = Math.min(further, PreKeyCounters.MOST);
    return next == now.next && now.first >= row.first ? ours : PreKeyCounters.set(ours, next);
  }
}
