package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Signals;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** Kills Mayday while it carries out a step, not between two of them. */
record Midway(Scene scene, String run) {
  /** Returns the type of the activity that was under way; it is one that is tried again. */
  String kill() {
    return Until.found("an activity that Mayday is killed in", this::attempt);
  }

  private Optional<String> attempt() {
    if (underWay().isEmpty()) return Optional.empty();
    Optional<PendingActivityInfo> caught = halted();
    if (caught.isEmpty()) return Optional.empty();
    scene.killMayday();
    if (same(caught, underWay())) return caught.map(one -> one.getActivityType().getName());
    scene.startMayday();
    return Optional.empty();
  }

  /** What is under way while the process is halted; it goes on where that was over too soon. */
  private Optional<PendingActivityInfo> halted() {
    ProcessHandle mayday = ProcessHandle.of(scene.mayday().pid()).orElseThrow();
    Signals.send("SIGSTOP", mayday);
    Optional<PendingActivityInfo> caught = underWay();
    if (caught.isEmpty()) Signals.send("SIGCONT", mayday);
    return caught;
  }

  private static boolean same(
      Optional<PendingActivityInfo> one, Optional<PendingActivityInfo> other) {
    return one.map(PendingActivityInfo::getActivityId)
        .equals(other.map(PendingActivityInfo::getActivityId));
  }

  private Optional<PendingActivityInfo> underWay() {
    WorkflowClient client = scene.client();
    var request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(
                WorkflowExecution.newBuilder()
                    .setWorkflowId(Scene.TARGET.recoveryId())
                    .setRunId(run))
            .build();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(request)
        .getPendingActivitiesList()
        .stream()
        .filter(one -> one.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
        .filter(one -> one.getMaximumAttempts() > 1)
        .findFirst();
  }
}
