package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a file holds.
 *
 * @param sha256 of its bytes, hex: is it still the file that was written?
 * @param size in bytes
 * @param meaning {@link Meaning} of it: does a row or another file say the same? Empty when the
 *     content is no JSON (then it is aside)
 */
public record Content(String sha256, long size, String meaning) {
  /** Describes these bytes. */
  public static Content of(byte[] bytes) {
    return new Content(Digests.sha256(bytes), bytes.length, meaning(bytes));
  }

  /** Describes these bytes, which say this: read already, its Buffers in one form. */
  static Content of(byte[] bytes, JsonNode value) {
    return new Content(Digests.sha256(bytes), bytes.length, Meaning.of(value));
  }

  private static String meaning(byte[] bytes) {
    try {
      return Meaning.of(bytes);
    } catch (Damage notJson) {
      return "";
    }
  }
}
