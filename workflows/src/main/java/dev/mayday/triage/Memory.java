package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The alerts of an incident by their key, bounded, and its last sentences. */
final class Memory {
  private static final int MOST_ALERTS = 200;
  private static final int MOST_NOTES = 60;
  private final Map<String, Alert> last = new LinkedHashMap<>();
  private final Deque<String> notes = new ArrayDeque<>();
  private final Map<String, String> said = new TreeMap<>();
  private Clocks clocks = Clocks.of("");

  /** The clocks by which those act who read its sentences; until told, UTC. */
  void shownBy(Clocks both) {
    clocks = both;
  }

  /** Whether people were not yet told this about that. */
  boolean unsaid(String about, String what) {
    return !what.equals(said.put(about, what));
  }

  /** It may be said anew. */
  void forget(String about) {
    said.remove(about);
  }

  Map<String, String> said() {
    return Map.copyOf(said);
  }

  /** Takes an alert in; returns whether it says something new that is firing. */
  boolean take(Alert alert) {
    String key = alert.source() + "/" + alert.key();
    Alert before = last.get(key);
    if (before != null && (stale(alert, before) || overtaken(alert, before))) return false;
    last.remove(key);
    last.put(key, alert);
    while (last.size() > MOST_ALERTS) last.remove(leastMissed());
    return alert.firing() && (before == null || !before.firing() || began(alert, before));
  }

  /**
   * No source guarantees order: an end that is older than the present beginning is not believed.
   */
  private static boolean stale(Alert alert, Alert before) {
    return alert.startedAt().isBefore(before.startedAt());
  }

  /** Its end was received later and came here first, by another replica of the desk. */
  private static boolean overtaken(Alert alert, Alert before) {
    return alert.firing()
        && !before.firing()
        && alert.startedAt().equals(before.startedAt())
        && alert.receivedAt().isBefore(before.receivedAt());
  }

  /** The oldest that has ended; while all fire, the oldest. */
  private String leastMissed() {
    return last.entrySet().stream()
        .filter(one -> !one.getValue().firing())
        .findFirst()
        .or(() -> last.entrySet().stream().findFirst())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /**
   * A start that the desk replaced by the time of receipt is later at every repeat: no beginning.
   */
  private static boolean began(Alert alert, Alert before) {
    return !alert.replaced() && alert.startedAt().isAfter(before.startedAt());
  }

  boolean firing() {
    return last.values().stream().anyMatch(Alert::firing);
  }

  List<String> symptoms() {
    return last.values().stream().filter(Alert::firing).map(Alert::summary).toList();
  }

  /** The oldest alert that still fires. */
  Optional<Alert> oldest() {
    return last.values().stream().filter(Alert::firing).min(Comparator.comparing(Alert::startedAt));
  }

  void note(String sentence) {
    notes.addLast(Instant.ofEpochMilli(Workflow.currentTimeMillis()) + " " + sentence);
    while (notes.size() > MOST_NOTES) notes.removeFirst();
    Workflow.setCurrentDetails(
        Page.of(Workflow.getInfo().getWorkflowId(), alerts(), notes(), clocks));
  }

  List<Alert> alerts() {
    return List.copyOf(last.values());
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void restore(Carried carried) {
    carried.alerts().forEach(alert -> last.put(alert.source() + "/" + alert.key(), alert));
    notes.addAll(carried.notes());
    if (carried.said() != null) said.putAll(carried.said());
  }
}
