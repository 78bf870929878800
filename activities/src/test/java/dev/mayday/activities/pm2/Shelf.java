package dev.mayday.activities.pm2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** PM2's saved list, as a test reads it. */
final class Shelf {
  static final ObjectMapper JSON = new ObjectMapper();

  private Shelf() {}

  /** The entry of this name. */
  static JsonNode of(JsonNode list, String name) {
    for (JsonNode one : list) if (one.path("name").asText().equals(name)) return one;
    return JSON.missingNode();
  }

  /** The list without these variables of any process. */
  static JsonNode without(JsonNode list, String... names) {
    JsonNode copy = list.deepCopy();
    for (JsonNode one : copy)
      for (String name : names) {
        ((ObjectNode) one).remove(name);
        if (one.path("env") instanceof ObjectNode env) env.remove(name);
      }
    return copy;
  }
}
