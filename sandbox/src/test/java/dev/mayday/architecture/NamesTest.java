package dev.mayday.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No name of the service that the runbook was written for stands in Mayday's code but as a default,
 * and every default stands on the page of the configuration.
 */
class NamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TRAITS =
      ROOT.resolve("sandbox/src/main/resources/services/whatsapp/traits.json");

  /** Where defaults are written. */
  private static final Set<String> READERS =
      Set.of(
          "ServiceReader.java",
          "ProcessReader.java",
          "SessionsReader.java",
          "MessagingReader.java");

  /** Everything that Mayday is told of a service, and does not choose itself. */
  private static final List<String> TOLD =
      List.of(
          "process",
          "script",
          "tag",
          "mode",
          "sessions",
          "companyFolder",
          "database",
          "user",
          "auth",
          "keys");

  /** What the service says, is asked and writes to its log. */
  private static final List<String> SPOKEN =
      List.of(
          "/api/whatsapp",
          "messageId",
          "WHATSAPP_LEAVE_OUT",
          "Connected to WhatsApp",
          "auth state",
          "connection.update");

  @Test
  void noNameOfTheFirstServiceStandsInTheCodeButAsADefault() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources())
      if (!READERS.contains(file.getFileName().toString())) found.addAll(names(file));
    assertThat(found).isEmpty();
  }

  /** Negative control: the same look finds them where they are allowed, and there they are told. */
  @Test
  void theDefaultsAreFoundAndDocumented() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources())
      if (READERS.contains(file.getFileName().toString())) found.addAll(names(file));
    assertThat(found).hasSizeGreaterThan(8);
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    assertThat(found).allSatisfy(one -> assertThat(page).contains(one.split(": ", 2)[1]));
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : List.of("workflows", "activities", "worker", "starter"))
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      }
    assertThat(all).hasSizeGreaterThan(200);
    return all;
  }

  /** In texts only: a comment may tell where a rule comes from. */
  private static List<String> names(Path file) throws IOException {
    String texts =
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("\"") && !line.strip().startsWith("*"))
            .reduce("", (one, other) -> one + "\n" + other);
    return known().stream()
        .filter(texts::contains)
        .map(name -> ROOT.relativize(file) + ": " + name)
        .toList();
  }

  private static List<String> known() throws IOException {
    JsonNode traits = new ObjectMapper().readTree(TRAITS.toFile());
    List<String> names = new ArrayList<>(SPOKEN);
    TOLD.forEach(trait -> names.add(traits.path(trait).asText()));
    for (String columns : List.of("authColumns", "keyColumns"))
      traits.path(columns).forEach(column -> names.add(column.asText()));
    names.remove("creds"); // as the library's own file is called, too
    assertThat(names).allSatisfy(name -> assertThat(name).hasSizeGreaterThan(4));
    return names;
  }
}
