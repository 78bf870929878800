package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mayday.system.Refused;
import okhttp3.HttpUrl;

/**
 * A configured place in JSON; refuses what is no JSON pointer before anything is sent. What is no
 * configured place at all, since its text is empty, is the whole.
 */
record Field(String text, JsonPointer pointer) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Field of(String key, String text) {
    try {
      return new Field(text, JsonPointer.compile(text));
    } catch (IllegalArgumentException wrong) {
      throw new Refused(key + " \"" + text + "\" is no JSON pointer\nHINT: write it as /success");
    }
  }

  /** The same, or a field's plain name where the text does not begin as a pointer does. */
  static Field named(String key, String text) {
    boolean plain = !text.isEmpty() && !text.startsWith("/");
    return plain ? new Field(text, JsonPointer.empty().appendProperty(text)) : of(key, text);
  }

  static HttpUrl url(String key, String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null)
      throw new Refused(key + " is no http or https URL\nHINT: write it whole, with its scheme");
    return url;
  }

  /** Anything that is not JSON reads as nothing: the answer then has no field at all. */
  static JsonNode json(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  boolean given() {
    return !text.isEmpty();
  }

  JsonNode in(JsonNode json) {
    return json.at(pointer);
  }

  /** The value as text, empty when there is none. */
  String text(JsonNode json) {
    JsonNode at = given() ? in(json) : MissingNode.getInstance();
    return at.isValueNode() ? at.asText() : "";
  }

  @Override
  public String toString() {
    return text;
  }
}
