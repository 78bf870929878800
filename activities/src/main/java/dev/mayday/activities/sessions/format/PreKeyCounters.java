package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Raises both pre-key counters in credentials so that no id is given out again that a lost state
 * may have given out. Only the digits of the two numbers change; every other byte stays.
 */
public final class PreKeyCounters {
  private static final Set<String> FIELDS = Set.of("nextPreKeyId", "firstUnuploadedPreKeyId");

  /** Ids have three bytes. */
  public static final long MOST = 0xffffff;

  private PreKeyCounters() {}

  /** Whether a key's id can be a pre-key's. */
  public static boolean id(String text) {
    return text.matches("[0-9]{1,8}") && Long.parseLong(text) <= MOST;
  }

  /**
   * Sets both counters to {@code value}.
   *
   * @throws Damage when one of them is missing or no number
   */
  public static byte[] set(byte[] creds, long value) throws Damage {
    ByteArrayOutputStream out = new ByteArrayOutputStream(creds.length + 16);
    try (JsonParser parser = Json.MAPPER.createParser(creds)) {
      int copied = 0;
      int found = 0;
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) depth++;
        if (token.isStructEnd()) depth--;
        if (depth != 1 || token != JsonToken.VALUE_NUMBER_INT) continue;
        if (!FIELDS.contains(parser.currentName())) continue;
        int at = (int) parser.currentTokenLocation().getByteOffset();
        out.write(creds, copied, at - copied);
        out.writeBytes(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        copied = at + parser.getText().length();
        found++;
      }
      out.write(creds, copied, creds.length - copied);
      if (found != FIELDS.size()) throw new Damage("lack one of the pre-key counters");
      return out.toByteArray();
    } catch (IOException e) {
      throw new Damage("cannot be read as JSON");
    }
  }
}
