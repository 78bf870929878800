package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.metadata.POJOWorkflowImplMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A run of any workflow type must go on after an upgrade. What is on record is replayed by the
 * workflows' own tests; that no type is left out is seen here, where the workers register them.
 */
class GoldenHistoriesTest {
  private static final Path HISTORIES =
      Path.of(System.getProperty("basedir", "."))
          .resolve("../workflows/src/test/resources/histories")
          .normalize();

  @Test
  void everyWorkflowTypeHasOne() throws IOException {
    assertThat(missing(recorded()))
        .as("HINT: add a case and record it, as histories/README.md of the workflows' tests says")
        .isEmpty();
  }

  /** The check can fail: without its histories a type is named, and no other. */
  @Test
  void aTypeWithoutOneIsNamed() throws IOException {
    Set<String> others = recorded();
    others.remove("StandBack");
    assertThat(missing(others)).containsExactly("StandBack");
  }

  private static List<String> missing(Set<String> recorded) {
    return Workers.workflows().stream()
        .flatMap(type -> POJOWorkflowImplMetadata.newInstance(type).getWorkflowMethods().stream())
        .map(POJOWorkflowMethodMetadata::getName)
        .filter(type -> !recorded.contains(type))
        .toList();
  }

  private static Set<String> recorded() throws IOException {
    Set<String> types = new TreeSet<>();
    for (Path file : files()) types.add(type(Files.readString(file)));
    return types;
  }

  /** By the history's own word, not by its folder's name. */
  private static String type(String history) {
    return WorkflowExecutionHistory.fromJson(history, "any")
        .getEvents()
        .get(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getWorkflowType()
        .getName();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(HISTORIES)) {
      return all.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
