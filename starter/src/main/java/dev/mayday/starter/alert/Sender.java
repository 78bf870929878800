package dev.mayday.starter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** One kind of alert source: knows whether a message is genuine, and reads it. */
interface Sender {
  /** Whether the message is the source's own: over the raw bytes, compared in constant time. */
  boolean genuine(Post post);

  /** The id that the source gives one delivery and repeats on a retry; empty when it has none. */
  default String delivery(Post post) {
    return "";
  }

  /**
   * Reads the alerts of a message that was found genuine.
   *
   * @throws Malformed when it is not what this kind of source sends; the message says where
   */
  List<Reading> read(JsonNode message, Instant at) throws Malformed;
}
