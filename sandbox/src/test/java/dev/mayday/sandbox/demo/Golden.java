package dev.mayday.sandbox.demo;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run of each workflow type does when all goes well: the newest golden history says so, with
 * neighbours where there can be some.
 */
final class Golden {
  /** Of those that are no recovery; of a recovery {@link Trial} says it. */
  private static final Map<String, String> OTHERS =
      Map.of(CopyOrdeal.SCENARIO, "2-refreshed", "RespondToIncident", "1-recovered");

  private Golden() {}

  /** Every workflow type of which there is one. */
  static Set<String> types() {
    Set<String> types = new TreeSet<>(OTHERS.keySet());
    types.addAll(Trial.scenarios());
    return types;
  }

  /**
   * The types of its activities. The fallback's history was begun by hand and tells the incident;
   * one that an incident begins has nothing to tell it.
   */
  static Set<String> activities(String workflow) {
    Set<String> types = new TreeSet<>();
    history(workflow).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .forEach(types::add);
    if (workflow.equals(FaultCell.FALL_BACK)) types.remove("IncidentsBegun");
    return types;
  }

  private static WorkflowExecutionHistory history(String workflow) {
    String path = "/histories/" + workflow + "/" + file(workflow) + ".json";
    try (InputStream text = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return WorkflowExecutionHistory.fromJson(
          new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String workflow) {
    String other = OTHERS.get(workflow);
    return other == null ? Trial.of(workflow).own().golden() : other;
  }
}
