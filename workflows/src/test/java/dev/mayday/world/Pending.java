package dev.mayday.world;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The activities of a run that have not ended, as the test server tells them.
 *
 * @param run the run that a task's token names
 * @param activity the event that scheduled the task's activity; 0 in a workflow task's token
 */
record Pending(
    String namespace, WorkflowExecution run, long activity, WorkflowServiceBlockingStub server) {

  /** The test server's token names namespace, workflow, run, and for an activity its event. */
  static Pending of(String namespace, ByteString token, WorkflowServiceBlockingStub server) {
    try (DataInputStream parts = new DataInputStream(token.newInput())) {
      String named = parts.readUTF();
      if (!named.equals(namespace))
        throw new IllegalStateException("another token than expected: " + named);
      WorkflowExecution run =
          WorkflowExecution.newBuilder()
              .setWorkflowId(parts.readUTF())
              .setRunId(parts.readUTF())
              .build();
      long event = parts.available() >= Long.BYTES ? parts.readLong() : 0;
      return new Pending(namespace, run, event, server);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether one of these has ended. */
  boolean ended(Set<Long> activities) {
    return activities.stream().map(scheduled()).anyMatch(state -> state == null);
  }

  /** Whether the workflow has asked that this one be cancelled. */
  boolean cancelRequested() {
    return scheduled().apply(activity)
        == PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED;
  }

  private Function<Long, PendingActivityState> scheduled() {
    Map<String, PendingActivityState> states =
        server
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(run)
                    .build())
            .getPendingActivitiesList()
            .stream()
            .collect(
                Collectors.toMap(
                    PendingActivityInfo::getActivityId, PendingActivityInfo::getState));
    Map<Long, String> ids =
        server
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(run)
                    .build())
            .getHistory()
            .getEventsList()
            .stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .collect(
                Collectors.toMap(
                    HistoryEvent::getEventId,
                    event -> event.getActivityTaskScheduledEventAttributes().getActivityId()));
    return event -> states.get(ids.get(event));
  }
}
