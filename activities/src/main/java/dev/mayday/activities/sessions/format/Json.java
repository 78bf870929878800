package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;

/** JSON as strictly as the service reads it. A parser's own messages may quote content: unused. */
final class Json {
  private static final int LARGEST = 16 << 20;

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** One whole value, and nothing after it. */
  static JsonNode tree(byte[] bytes) throws Damage {
    requireText(bytes);
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || tree.isMissingNode()) throw new Damage("is empty (only blanks)");
      if (parser.nextToken() != null) throw new Damage("holds something after the JSON value");
      return tree;
    } catch (JsonEOFException e) {
      throw new Damage("is cut off after " + bytes.length + " bytes");
    } catch (StreamReadException e) {
      throw new Damage(said(e));
    } catch (IOException e) {
      throw new Damage("is not JSON in UTF-8");
    }
  }

  /** Compact, as Node writes it. */
  static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }

  private static void requireText(byte[] bytes) throws Damage {
    if (bytes.length == 0) throw new Damage("is empty (0 bytes)");
    if (bytes.length > LARGEST) throw new Damage("is larger than 16 MiB");
    if (bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb)
      throw new Damage("begins with a byte order mark, which the service cannot read");
    for (int i = 0; i < Math.min(4, bytes.length); i++)
      if (bytes[i] == 0) throw new Damage("is not text in UTF-8 (a zero byte at its beginning)");
  }

  private static String said(StreamReadException e) {
    String message = e.getOriginalMessage().toLowerCase(Locale.ROOT);
    if (message.startsWith("duplicate field")) return "holds one field twice";
    return "is not JSON (byte " + Math.max(0, e.getLocation().getByteOffset()) + ")";
  }
}
