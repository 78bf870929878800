package dev.mayday.world;

import io.grpc.Channel;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/** A workflow task's result, seen for the activities and timers that it cancels. */
final class Cancelling {
  private final RespondWorkflowTaskCompletedRequest done;
  private final WorkflowServiceBlockingStub server;
  private final Set<Long> cancelled;

  Cancelling(RespondWorkflowTaskCompletedRequest done, WorkflowServiceBlockingStub server) {
    this.done = done;
    this.server = server;
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
    WorkflowExecution run = run();
    Set<String> pending =
        server
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(done.getNamespace())
                    .setExecution(run)
                    .build())
            .getPendingActivitiesList()
            .stream()
            .map(PendingActivityInfo::getActivityId)
            .collect(Collectors.toSet());
    return server
        .getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(done.getNamespace())
                .setExecution(run)
                .build())
        .getHistory()
        .getEventsList()
        .stream()
        .filter(event -> cancelled.contains(event.getEventId()))
        .anyMatch(event -> !pending.contains(activity(event)));
  }

  /** Whether it cancels a timer that has fired. */
  boolean late(Timers timers, Channel channel) {
    WorkflowExecution run = run();
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

  private static String activity(HistoryEvent event) {
    return event.getActivityTaskScheduledEventAttributes().getActivityId();
  }

  /** The test server's token names namespace, workflow and run. */
  private WorkflowExecution run() {
    try (DataInputStream token = new DataInputStream(done.getTaskToken().newInput())) {
      String namespace = token.readUTF();
      if (!namespace.equals(done.getNamespace()))
        throw new IllegalStateException("another token than expected: " + namespace);
      return WorkflowExecution.newBuilder()
          .setWorkflowId(token.readUTF())
          .setRunId(token.readUTF())
          .build();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
