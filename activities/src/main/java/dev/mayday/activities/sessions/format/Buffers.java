package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;

/**
 * Bytes in the JSON of Baileys: {@code {"type":"Buffer","data":base64}}; the form with an array of
 * numbers, which a store writes that forgets the replacer and which Baileys 7 does not read; and
 * bare base64, which protobuf messages use.
 */
final class Buffers {
  private Buffers() {}

  static boolean is(JsonNode node) {
    return node.isObject() && "Buffer".equals(node.path("type").asText()) && data(node) != null;
  }

  /** The bytes of a Buffer in either form. */
  static byte[] bytes(JsonNode node, String what) throws Damage {
    if (node.isMissingNode() || node.isNull()) throw new Damage("has no " + what);
    if (!is(node)) throw new Damage("has a " + what + " that is no Buffer");
    JsonNode data = data(node);
    return data.isArray() ? numbers(data, what) : base64(data, what);
  }

  /** As {@link #bytes}, bare base64 allowed. */
  static byte[] bytesOrBase64(JsonNode node, String what) throws Damage {
    return node.isTextual() ? base64(node, what) : bytes(node, what);
  }

  static byte[] bytes(JsonNode node, String what, int length) throws Damage {
    return sized(bytes(node, what), what, length);
  }

  static byte[] bytesOrBase64(JsonNode node, String what, int length) throws Damage {
    return sized(bytesOrBase64(node, what), what, length);
  }

  /** Turns every array form into base64, in place; says whether there was one. */
  static boolean normalise(JsonNode node) throws Damage {
    boolean changed = false;
    if (is(node) && data(node).isArray()) {
      String text = Base64.getEncoder().encodeToString(numbers(data(node), "Buffer"));
      ((ObjectNode) node).remove("value");
      ((ObjectNode) node).set("data", TextNode.valueOf(text));
      return true;
    }
    for (JsonNode child : node) changed |= normalise(child);
    return changed;
  }

  private static JsonNode data(JsonNode node) {
    JsonNode data = node.has("data") ? node.get("data") : node.get("value");
    return data != null && (data.isTextual() || data.isArray()) ? data : null;
  }

  private static byte[] sized(byte[] bytes, String what, int length) throws Damage {
    if (bytes.length != length)
      throw new Damage("has a " + what + " of " + bytes.length + " bytes instead of " + length);
    return bytes;
  }

  private static byte[] base64(JsonNode data, String what) throws Damage {
    if (!data.isTextual()) throw new Damage("has a " + what + " that is not base64");
    try {
      return Base64.getDecoder().decode(data.textValue());
    } catch (IllegalArgumentException e) {
      throw new Damage("has a " + what + " that is not base64");
    }
  }

  private static byte[] numbers(JsonNode data, String what) throws Damage {
    byte[] bytes = new byte[data.size()];
    for (int i = 0; i < bytes.length; i++) {
      int number = data.get(i).isInt() ? data.get(i).intValue() : -1;
      if (number < 0 || number > 255)
        throw new Damage("has a " + what + " with a number that is no byte");
      bytes[i] = (byte) number;
    }
    return bytes;
  }
}
