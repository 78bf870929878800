package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonNode.OverwriteMode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Messaging;
import dev.mayday.system.Refused;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * The body of the test message: the configured fields, as JSON or as an HTML form.
 *
 * @param text what stands for {@code {text}}
 */
record Order(Messaging messaging, Secrets secrets, String text) {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  RequestBody body() {
    return messaging.sendAs() == Messaging.Body.FORM ? form() : json();
  }

  private RequestBody form() {
    FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
    messaging.sendBody().forEach((name, value) -> form.add(name, filled(value)));
    return form.build();
  }

  /** Sorted, so that a path comes before what lies below it, where there can be nothing then. */
  private RequestBody json() {
    ObjectNode all = MAPPER.createObjectNode();
    new TreeMap<>(messaging.sendBody()).forEach((name, value) -> put(all, name, value(name)));
    try {
      return RequestBody.create(MAPPER.writeValueAsBytes(all), JSON);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of texts cannot be written as JSON", impossible);
    }
  }

  private static void put(ObjectNode all, String name, JsonNode value) {
    if (!name.startsWith("/")) {
      all.set(name, value);
      return;
    }
    JsonPointer place = Field.of("messaging.sendBody", name).pointer();
    try {
      put(all, place, value);
    } catch (UnsupportedOperationException | IllegalArgumentException taken) {
      throw new Refused(
          "messaging.sendBody: there is no place for "
              + name
              + "\nHINT: something above it is a text already; give each value a path of its own");
    }
  }

  /** A number in a path is the place in a list. */
  private static void put(ObjectNode all, JsonPointer place, JsonNode value) {
    JsonPointer last = place.last();
    if (last.mayMatchElement()) {
      ArrayNode list = all.withArray(place.head(), OverwriteMode.NULLS, true);
      while (list.size() <= last.getMatchingIndex()) list.addNull();
      list.set(last.getMatchingIndex(), value);
    } else {
      all.withObject(place.head(), OverwriteMode.NULLS, true)
          .set(last.getMatchingProperty(), value);
    }
  }

  private JsonNode value(String name) {
    String filled = filled(messaging.sendBody().get(name));
    if (!messaging.sendUnquoted().contains(name)) return TextNode.valueOf(filled);
    JsonNode json = Field.json(filled);
    if (json.isNumber() || json.isBoolean() || json.isNull()) return json;
    throw new Refused(
        "messaging.sendUnquoted: the value of "
            + name
            + " is no number, true, false or null\nHINT: take it out of there, or see its secret");
  }

  private String filled(String value) {
    return secrets.plain(value).replace("{text}", text);
  }
}
