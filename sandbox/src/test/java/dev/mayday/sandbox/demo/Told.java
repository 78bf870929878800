package dev.mayday.sandbox.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When each message came to each person, notices and questions, by the files that they were written
 * to. The same message told again carries the same key.
 *
 * @param times by person and key, in their order
 */
record Told(Map<String, TreeSet<Instant>> times) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Told of(Sandbox sandbox) {
    try (Stream<Path> files = Files.list(sandbox.folder().resolve("mayday/notices"))) {
      return new Told(
          files
              .flatMap(Told::lines)
              .collect(groupingBy(Told::key, mapping(Told::at, toCollection(TreeSet::new)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those that came once more than something had died in between: nothing but a death makes anybody
   * tell a message again.
   */
  List<String> tooOften(List<Instant> deaths) {
    return times.entrySet().stream()
        .filter(one -> one.getValue().size() > 1 + between(one.getValue(), deaths))
        .map(one -> one + ", deaths " + deaths)
        .toList();
  }

  private static long between(TreeSet<Instant> told, List<Instant> deaths) {
    return deaths.stream()
        .filter(at -> at.isAfter(told.first()) && at.isBefore(told.last()))
        .count();
  }

  private static Stream<JsonNode> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Told::json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(JsonNode line) {
    return line.path("to").asText() + " " + line.path("key").asText();
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.path("at").asText());
  }
}
