package dev.mayday.activities.sessions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether PostgreSQL's jsonb can keep a JSON text: it refuses the character zero and halves of
 * surrogate pairs (PostgreSQL manual, 8.14), which files hold without complaint.
 */
final class Keepable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Keepable() {}

  static boolean inJsonb(byte[] json) {
    if (!new String(json, StandardCharsets.UTF_8).contains("\\u")) return true;
    try (JsonParser parser = MAPPER.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
        if (hasText(token) && !keepable(parser.getText())) return false;
      return true;
    } catch (IOException notJson) {
      return false;
    }
  }

  private static boolean hasText(JsonToken token) {
    return token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
  }

  private static boolean keepable(String text) {
    return text.indexOf(0) < 0 && StandardCharsets.UTF_16.newEncoder().canEncode(text);
  }
}
