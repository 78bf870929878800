package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secrets of one sandbox, by what they are for. */
record Secrets(Map<String, String> values) {
  static Secrets of(Sandbox sandbox) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode world =
          new ObjectMapper().readTree(sandbox.folder().resolve("sandbox.json").toFile());
      for (String name : List.of("password", "adminPassword", "apiToken"))
        values.put(name, world.path(name).asText());
      for (String name : List.of("alertmanager", "on-call", "lead"))
        values.put(name, Files.readString(sandbox.secret(name)).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Secrets(values);
  }

  /** The names of those that stand in a text. */
  List<String> in(String text) {
    return values.keySet().stream().filter(name -> text.contains(values.get(name))).toList();
  }
}
