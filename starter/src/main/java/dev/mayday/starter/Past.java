package dev.mayday.starter;

import com.google.protobuf.Timestamp;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Start;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the history alone tells of a run that was terminated: no worker can be asked about it any
 * more. It names the steps with their sentences and what came of each.
 */
final class Past {
  private static final Loss NOT_KNOWN =
      new Loss(Loss.Kind.NONE, null, "not known: the run did not get to say it", List.of());

  private final WorkflowClient client;
  private final String id;

  Past(WorkflowClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /** The report of a run that was terminated; nothing for any other. */
  Optional<Report> of(String run) {
    List<HistoryEvent> events = client.fetchHistory(id, run).getEvents();
    HistoryEvent last = events.get(events.size() - 1);
    return last.hasWorkflowExecutionTerminatedEventAttributes()
        ? Optional.of(report(events, last))
        : Optional.empty();
  }

  private Report report(List<HistoryEvent> events, HistoryEvent last) {
    return new Report(
        began(events).getOriginalExecutionRunId(),
        id,
        target(),
        scenario(events),
        false,
        null,
        why(last),
        "",
        at(events.get(0)),
        at(events.get(0)),
        at(last),
        rto(events, last),
        List.of(),
        NOT_KNOWN,
        Plan.NONE,
        List.of(),
        steps(events),
        null,
        List.of(),
        List.of(leftToDo(scenario(events))),
        startedBy(events),
        "",
        List.of());
  }

  private static WorkflowExecutionStartedEventAttributes began(List<HistoryEvent> events) {
    return events.get(0).getWorkflowExecutionStartedEventAttributes();
  }

  private static String scenario(List<HistoryEvent> events) {
    return began(events).getWorkflowType().getName();
  }

  private static Report.Rto rto(List<HistoryEvent> events, HistoryEvent last) {
    Duration total = Duration.between(at(events.get(0)), at(last));
    return new Report.Rto(total, total, Duration.ZERO);
  }

  private static String leftToDo(String scenario) {
    return "nothing was put back: `mayday rehearse "
        + scenario
        + "` says what is there, and what the next run would do";
  }

  private String startedBy(List<HistoryEvent> events) {
    Start start =
        converter()
            .fromPayloads(0, Optional.of(began(events).getInput()), Start.class, Start.class);
    return start == null ? "" : start.by();
  }

  private static String why(HistoryEvent last) {
    var ended = last.getWorkflowExecutionTerminatedEventAttributes();
    String reason = ended.getReason().isEmpty() ? "" : ": " + ended.getReason();
    String who = ended.getIdentity().isEmpty() ? "" : " by " + ended.getIdentity();
    return "terminated from outside" + who + reason;
  }

  private Target target() {
    String[] parts = id.split("/", -1);
    return new Target(parts[1], parts[2]);
  }

  private List<Entry> steps(List<HistoryEvent> events) {
    Map<Long, String> results = new HashMap<>();
    events.forEach(event -> result(event, results));
    List<Entry> steps = new ArrayList<>();
    for (HistoryEvent event : events)
      if (event.hasActivityTaskScheduledEventAttributes())
        steps.add(
            new Entry(
                at(event),
                "",
                "step",
                summary(event),
                results.getOrDefault(event.getEventId(), "was under way")));
    return steps;
  }

  private static void result(HistoryEvent event, Map<Long, String> results) {
    if (event.hasActivityTaskCompletedEventAttributes())
      results.put(event.getActivityTaskCompletedEventAttributes().getScheduledEventId(), "done");
    if (event.hasActivityTaskFailedEventAttributes())
      results.put(
          event.getActivityTaskFailedEventAttributes().getScheduledEventId(),
          "failed: " + event.getActivityTaskFailedEventAttributes().getFailure().getMessage());
    if (event.hasActivityTaskTimedOutEventAttributes())
      results.put(
          event.getActivityTaskTimedOutEventAttributes().getScheduledEventId(), "timed out");
    if (event.hasActivityTaskCanceledEventAttributes())
      results.put(
          event.getActivityTaskCanceledEventAttributes().getScheduledEventId(), "cancelled");
  }

  /** The step's own sentence, as it stands in the Web UI's timeline. */
  private String summary(HistoryEvent event) {
    Payload summary = event.getUserMetadata().getSummary();
    return summary.getData().isEmpty()
        ? event.getActivityTaskScheduledEventAttributes().getActivityType().getName()
        : converter().fromPayload(summary, String.class, String.class);
  }

  private DataConverter converter() {
    return client.getOptions().getDataConverter();
  }

  private static Instant at(HistoryEvent event) {
    Timestamp time = event.getEventTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
