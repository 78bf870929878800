package dev.mayday.world;

import io.grpc.Channel;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.Set;
import java.util.stream.Collectors;

/** A workflow task's result, seen for the activities and timers that it cancels. */
final class Cancelling {
  private final RespondWorkflowTaskCompletedRequest done;
  private final WorkflowServiceBlockingStub server;
  private final Pending pending;
  private final Set<Long> cancelled;

  Cancelling(RespondWorkflowTaskCompletedRequest done, WorkflowServiceBlockingStub server) {
    this.done = done;
    this.server = server;
    pending = Pending.of(done.getNamespace(), done.getTaskToken(), server);
    cancelled =
        done.getCommandsList().stream()
            .filter(Command::hasRequestCancelActivityTaskCommandAttributes)
            .map(one -> one.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId())
            .collect(Collectors.toSet());
  }

  /** Whether it cancels any activity. */
  boolean some() {
    return !cancelled.isEmpty();
  }

  /** Whether one of them has ended; its end may wait behind this very task. */
  boolean late() {
    return pending.ended(cancelled);
  }

  /** Whether it cancels a timer that has fired. */
  boolean late(Timers timers, Channel channel) {
    WorkflowExecution run = pending.run();
    return timers.late(done, run.getWorkflowId() + "/" + run.getRunId() + "/", channel);
  }

  /** What the real server does with a task that comes too late. */
  void offerAgain() {
    Object answer =
        server.respondWorkflowTaskFailed(
            RespondWorkflowTaskFailedRequest.newBuilder()
                .setTaskToken(done.getTaskToken())
                .setNamespace(done.getNamespace())
                .setIdentity(done.getIdentity())
                .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
                .build());
    if (answer == null) throw new IllegalStateException("the task could not be offered again");
  }
}
