package dev.mayday.sandbox.demo;

import dev.mayday.doctor.LastExaminedWorkflow;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Wire;
import dev.mayday.triage.RespondToIncidentWorkflow;
import dev.mayday.triage.StandBackWorkflow;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.ReplayResults;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every history that a Temporal server keeps. */
record Histories(List<WorkflowExecutionHistory> all) {
  static Histories of(WorkflowClient client) {
    try (Stream<WorkflowExecutionMetadata> found = client.listExecutions("")) {
      return new Histories(
          found
              .map(WorkflowExecutionMetadata::getExecution)
              .map(run -> client.fetchHistory(run.getWorkflowId(), run.getRunId()))
              .toList());
    }
  }

  /**
   * The current code walks every history as it was; throws where it would not. A run that was
   * terminated, because a test failed before, is no history that the code made.
   */
  void replay() throws Exception {
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(wired())) {
      Worker worker = environment.newWorker("replay", unhurried());
      worker.registerWorkflowImplementationTypes(workflows());
      for (ReplayResults.ReplayError broken :
          WorkflowReplayer.replayWorkflowExecutions(own(), false, worker).allErrors())
        throw new AssertionError(broken.workflowId, broken.exception);
    }
  }

  private List<WorkflowExecutionHistory> own() {
    return all.stream()
        .filter(history -> !history.getLastEvent().hasWorkflowExecutionTerminatedEventAttributes())
        .toList();
  }

  /** An input that is no JSON is read as Mayday's own worker reads it. */
  private static TestEnvironmentOptions wired() {
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
        .build();
  }

  /** A first class to load on a busy machine is no deadlock. */
  private static WorkerOptions unhurried() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
        .build();
  }

  private static Class<?>[] workflows() {
    List<Class<?>> workflows = new ArrayList<>(Scenarios.all());
    workflows.add(RespondToIncidentWorkflow.class);
    workflows.add(StandBackWorkflow.class);
    workflows.add(LastExaminedWorkflow.class);
    return workflows.toArray(Class<?>[]::new);
  }

  /** Those in which both of these activities stand, each in the other's place. */
  Histories swapped(String one, String other) {
    return new Histories(
        all.stream()
            .filter(history -> both(history.toJson(false), one, other))
            .map(
                history ->
                    WorkflowExecutionHistory.fromJson(
                        history
                            .toJson(false)
                            .replace(quoted(one), quoted("Swapped"))
                            .replace(quoted(other), quoted(one))
                            .replace(quoted("Swapped"), quoted(other)),
                        history.getWorkflowExecution().getWorkflowId()))
            .toList());
  }

  private static boolean both(String history, String one, String other) {
    return history.contains(quoted(one)) && history.contains(quoted(other));
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  /** The run ids. */
  List<String> runs() {
    return all.stream().map(history -> begin(history).getOriginalExecutionRunId()).toList();
  }

  /** The run ids of one workflow type. */
  List<String> runsOf(String type) {
    return all.stream()
        .filter(history -> type(history).equals(type))
        .map(history -> begin(history).getOriginalExecutionRunId())
        .toList();
  }

  /** The workflow types. */
  List<String> types() {
    return all.stream().map(Histories::type).distinct().toList();
  }

  private static String type(WorkflowExecutionHistory history) {
    return begin(history).getWorkflowType().getName();
  }

  /** A history that was fetched does not know its run, but its first event does. */
  private static WorkflowExecutionStartedEventAttributes begin(WorkflowExecutionHistory history) {
    return history.getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
  }

  /** How many events each recovery took. */
  List<String> sizes() {
    return all.stream()
        .filter(history -> history.getWorkflowExecution().getWorkflowId().startsWith("recovery/"))
        .map(history -> type(history) + " " + history.getEvents().size() + " events")
        .toList();
  }
}
