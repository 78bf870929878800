package dev.mayday.sandbox.demo;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run of each workflow type does when all goes well: the newest golden history says so, with
 * neighbours where there can be some.
 */
enum Golden {
  FallBackToFiles("4-neighbours"),
  ReturnToPostgres("4-neighbours"),
  KeepWarmCopy("2-refreshed"),
  RespondToIncident("1-recovered");

  private final String file;

  Golden(String file) {
    this.file = file;
  }

  /**
   * The types of its activities. The fallback's history was begun by hand and tells the incident;
   * one that an incident begins has nothing to tell it.
   */
  static Set<String> activities(String workflow) {
    Set<String> types = new TreeSet<>();
    valueOf(workflow).history().getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .forEach(types::add);
    if (valueOf(workflow) == FallBackToFiles) types.remove("IncidentsBegun");
    return types;
  }

  private WorkflowExecutionHistory history() {
    String path = "/histories/" + name() + "/" + file + ".json";
    try (InputStream text = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return WorkflowExecutionHistory.fromJson(
          new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
