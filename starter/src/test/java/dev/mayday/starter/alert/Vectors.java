package dev.mayday.starter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payloads and the headers that were signed over their exact bytes. */
final class Vectors {
  private Vectors() {}

  static byte[] file(String name) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/alerts/" + name)) {
      return in.readAllBytes();
    }
  }

  static Map<String, String> headers(String file) throws IOException {
    for (JsonNode vector : new ObjectMapper().readTree(file("vectors.json")))
      if (vector.path("file").asText().equals(file)) return headers(vector.path("headers"));
    throw new IllegalArgumentException("no vector for " + file);
  }

  private static Map<String, String> headers(JsonNode headers) {
    Map<String, String> all = new LinkedHashMap<>();
    headers.properties().forEach(header -> all.put(header.getKey(), header.getValue().asText()));
    return all;
  }
}
