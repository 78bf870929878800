package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came to an incident, by the history that the server keeps of all its runs.
 *
 * @param runs its runs in their order, each with its events
 */
record Landed(List<List<HistoryEvent>> runs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Walks from the newest run back to the one that it all began with. */
  static Landed of(WorkflowClient client, String incident) {
    List<List<HistoryEvent>> runs = new ArrayList<>();
    String run = client.newUntypedWorkflowStub(incident).describe().getExecution().getRunId();
    while (!run.isEmpty()) {
      List<HistoryEvent> events = client.fetchHistory(incident, run).getEvents();
      runs.add(0, events);
      run = events.get(0).getWorkflowExecutionStartedEventAttributes().getContinuedExecutionRunId();
    }
    return new Landed(runs);
  }

  /** The keys of all alerts. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>();
    for (HistoryEvent event : events()) keys.addAll(keys(event));
    return keys;
  }

  private List<HistoryEvent> events() {
    return runs.stream().flatMap(List::stream).toList();
  }

  private static Set<String> keys(HistoryEvent event) {
    Set<String> keys = new HashSet<>();
    for (Payload batch :
        event.getWorkflowExecutionSignaledEventAttributes().getInput().getPayloadsList())
      for (JsonNode alert : json(batch).path("alerts")) keys.add(alert.path("key").asText());
    return keys;
  }

  private static JsonNode json(Payload payload) {
    try {
      return JSON.readTree(payload.getData().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many signals brought them. */
  long signals() {
    return events().stream()
        .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
        .count();
  }

  /** How many activities of this type were begun. */
  long activities(String type) {
    return events().stream()
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .filter(type::equals)
        .count();
  }

  /** Those of the keys that came nowhere. */
  Set<String> lost(Set<String> keys) {
    Set<String> lost = new HashSet<>(keys);
    lost.removeAll(keys());
    return lost;
  }

  /** The same as if every signal with this one had been dropped. */
  Landed without(String key) {
    return new Landed(
        List.of(events().stream().filter(event -> !keys(event).contains(key)).toList()));
  }
}
