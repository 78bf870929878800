package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.runbook.Start;
import dev.mayday.scenario.Scenarios;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.Optional;

/** Starts a scenario under the lock of its service. */
final class Begin {
  private final WorkflowClient client;
  private final String queue;

  Begin(WorkflowClient client, String queue) {
    this.client = client;
    this.queue = queue;
  }

  /** The new run's id, or nothing when something runs under the lock already. */
  Optional<String> scenario(String scenario, Target target, Start start) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(target.recoveryId())
            .setTaskQueue(queue)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary(summary(scenario, target, start))
            .build();
    try {
      return Optional.of(client.newUntypedWorkflowStub(scenario, options).start(start).getRunId());
    } catch (WorkflowExecutionAlreadyStarted locked) {
      return Optional.empty();
    }
  }

  /** The installed scenarios, for messages. */
  static String installed() {
    return String.join(", ", Scenarios.recoveries());
  }

  private static String summary(String scenario, Target target, Start start) {
    String what = start.rehearse() ? "rehearsal of " + scenario : scenario;
    String by = start.by().isEmpty() ? "" : ", started by " + Paint.plain(start.by());
    String all = what + " of " + target + by;
    return all.length() <= 180 ? all : all.substring(0, 180);
  }
}
