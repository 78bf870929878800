package dev.mayday.starter.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON that means one thing only: whole UTF-8, no key twice, nothing after the end, and no deeper
 * than any source of alerts needs.
 */
final class Strict {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 64;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Strict() {}

  /** The message as an object. */
  static JsonNode object(byte[] body) throws Malformed {
    try (JsonParser parser = MAPPER.createParser(text(body))) {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null || !node.isObject()) throw new Malformed("the message is no JSON object");
      if (parser.nextToken() != null) throw new Malformed("something follows the JSON object");
      return node;
    } catch (JsonProcessingException wrong) {
      throw new Malformed("the message is not JSON" + where(wrong));
    } catch (java.io.IOException impossible) {
      throw new Malformed("the message cannot be read");
    }
  }

  private static String text(byte[] body) throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException wrong) {
      throw new Malformed("the message is not UTF-8");
    }
  }

  /** The library's own text quotes the message; only the place is told. */
  private static String where(JsonProcessingException wrong) {
    var at = wrong.getLocation();
    return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
