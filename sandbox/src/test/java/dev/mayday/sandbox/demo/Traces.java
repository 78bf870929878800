package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Sandbox;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that an installation has said, told people and written, and what must not stand in it.
 * Where a secret is at home, it may be.
 */
record Traces(Installation installed, Secrets secrets) {
  private static final List<String> HOMES =
      List.of("/etc/mayday/secrets", "/var/lib/mayday/sealed", "/var/lib/mayday/copies");

  /**
   * @param number of a customer
   */
  static Traces of(Installation installed, Sandbox production, String number) throws IOException {
    Map<String, String> more = new LinkedHashMap<>();
    more.put(Secrets.SESSIONS + "a customer's number", number);
    try (Stream<Path> files = Files.list(installed.at("/etc/mayday/secrets"))) {
      for (Path file : files.filter(one -> one.toString().matches(".*[.](token|key)")).toList())
        more.put(file.getFileName().toString(), Files.readString(file).strip());
    }
    return new Traces(installed, Secrets.of(production).with(more));
  }

  void holdsNoSecret(Histories histories) throws IOException {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (WorkflowExecutionHistory history : histories.all())
      history.getEvents().forEach(event -> look("history", event.toByteArray(), seen));
    for (String said : installed.heard()) look("said", said, seen);
    look("received", installed.received(), seen);
    for (String place : List.of("/etc/mayday", "/var/lib/mayday", "/var/lib/mayday-temporal"))
      for (Path file : files(installed.at(place))) look(place, Files.readAllBytes(file), seen);
    assertThat(seen.values())
        .as("in every place the search finds what is no secret, and nothing else: %s", seen)
        .allMatch(Set.of(Secrets.CONTROL)::equals)
        .hasSize(6);
  }

  private List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(this::notAtHome).toList();
    }
  }

  private boolean notAtHome(Path file) {
    return HOMES.stream().map(installed::at).noneMatch(file::startsWith);
  }

  private void look(String place, String text, Map<String, Set<String>> seen) {
    look(place, text.getBytes(StandardCharsets.UTF_8), seen);
  }

  private void look(String place, byte[] bytes, Map<String, Set<String>> seen) {
    seen.computeIfAbsent(place, one -> new TreeSet<>()).addAll(secrets.in(bytes));
  }
}
