package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of what JSON says, not of how it is written: PostgreSQL's jsonb re-orders fields and
 * rewrites numbers, Node writes Buffers in two forms, and the content is the same all the while.
 */
public final class Meaning {
  private final MessageDigest digest = Digests.sha256();

  private Meaning() {}

  /**
   * SHA-256 in hex; equal exactly when the parsed JSON is equal.
   *
   * @throws Damage when it is not JSON
   */
  public static String of(byte[] json) throws Damage {
    JsonNode tree = Json.tree(json);
    Buffers.normalise(tree);
    return of(tree);
  }

  static String of(JsonNode tree) {
    Meaning meaning = new Meaning();
    meaning.add(tree);
    return Digests.hex(meaning.digest.digest());
  }

  private void add(JsonNode node) {
    if (node.isObject()) object(node);
    else if (node.isArray()) array(node);
    else if (node.isNumber()) scalar('n', node.decimalValue().stripTrailingZeros().toString());
    else scalar(node.isTextual() ? 's' : 'c', node.asText());
  }

  private void object(JsonNode node) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    scalar('o', Integer.toString(sorted.size()));
    sorted.forEach(
        (name, value) -> {
          scalar('f', name);
          add(value);
        });
  }

  private void array(JsonNode node) {
    scalar('a', Integer.toString(node.size()));
    node.forEach(this::add);
  }

  /** The length goes first, so that no two contents can be read as each other. */
  private void scalar(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + Integer.toString(bytes.length) + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
