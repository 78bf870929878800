package dev.mayday.triage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Names;

/**
 * The order to stand back. Any JSON is read, so that a slip in the start form does not leave a
 * workflow that fails for ever; an order that nobody signed holds all the same.
 *
 * @param environment for example {@code production}
 * @param by who says so
 * @param why one line
 */
public record StandBackOrder(String environment, String by, String why) {
  /** Reads missing parts as empty ones. */
  public StandBackOrder {
    environment = environment == null ? "" : environment.strip();
    by = by == null ? "" : by.strip();
    why = why == null ? "" : why.strip();
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static StandBackOrder of(JsonNode json) {
    return new StandBackOrder(text(json, "environment"), text(json, "by"), text(json, "why"));
  }

  /** The id of the one workflow that holds the order for an environment. */
  public static String id(String environment) {
    return "stand-back/" + Names.require("environment", environment);
  }

  /** Who and why, in one line. */
  @JsonIgnore
  public String line() {
    return (by.isEmpty() ? "somebody" : by) + (why.isEmpty() ? "" : ": " + why);
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json == null ? null : json.get(key);
    return value == null || value.isNull() ? "" : value.asText();
  }
}
