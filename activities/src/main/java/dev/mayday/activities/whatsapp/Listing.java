package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Messaging;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a status answer has its companies, and where in each of them its id is.
 *
 * @param place empty where companies are not told apart
 * @param id empty where an object has each under its id, or a list holds nothing but ids
 */
record Listing(Field place, Field id) {
  static Listing of(Messaging messaging) {
    return new Listing(
        Field.of("messaging.companies", messaging.companies()),
        Field.named("messaging.companyId", messaging.companyId()));
  }

  boolean given() {
    return place.given();
  }

  JsonNode in(JsonNode answer) {
    return place.in(answer);
  }

  /** Whether each company stands under its id. */
  boolean keyed(JsonNode list) {
    return !id.given() && list.isObject();
  }

  /** What is said of each company, by its id. */
  Map<String, JsonNode> each(JsonNode list) {
    Map<String, JsonNode> each = new TreeMap<>();
    if (keyed(list)) list.properties().forEach(one -> each.put(one.getKey(), one.getValue()));
    else list.forEach(one -> each.put(id.in(one).asText(), one));
    return each;
  }
}
