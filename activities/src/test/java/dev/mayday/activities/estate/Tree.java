package dev.mayday.activities.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The example as a tree, so that each of its keys can be spoiled in turn. */
final class Tree {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Tree() {}

  static JsonNode example() {
    try {
      return YAML.readTree(Example.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(JsonNode root) {
    try {
      return YAML.writeValueAsString(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON pointers of everything below, groups and lists too. */
  static List<String> pointers(JsonNode node, String at) {
    List<String> all = new ArrayList<>();
    if (node instanceof ObjectNode group)
      for (Map.Entry<String, JsonNode> entry : Set.copyOf(group.properties()))
        all.addAll(below(entry.getValue(), at + "/" + entry.getKey()));
    if (node instanceof ArrayNode list)
      for (int i = 0; i < list.size(); i++) all.addAll(below(list.get(i), at + "/" + i));
    return all;
  }

  private static List<String> below(JsonNode node, String at) {
    List<String> all = new ArrayList<>(List.of(at));
    all.addAll(pointers(node, at));
    return all;
  }

  /** As the reference page writes it; an item of a list of values has its list's key. */
  static String key(String pointer) {
    return pointer
        .substring(1)
        .replaceAll(
            "(^|/)(hosts|people|ladders|environments|services|neighbours)/[A-Za-z][^/]*",
            "$1$2/NAME")
        .replaceAll("/\\d+$", "")
        .replaceAll("/\\d+(?=/)", "[]")
        .replace('/', '.');
  }

  /** As a refusal says it: {@code a.b[0].c}. */
  static String path(String pointer) {
    return pointer.substring(1).replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
  }
}
