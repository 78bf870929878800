package dev.mayday.activities.temporal;

import com.google.protobuf.Timestamp;
import dev.mayday.system.Unavailable;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who polls a queue for activities, as the Temporal service saw it. */
public final class QueuePollers {
  private QueuePollers() {}

  /**
   * Whom the service names.
   *
   * @throws Unavailable when it does not answer within this time
   */
  public static List<PollerInfo> of(WorkflowClient client, String queue, Duration within) {
    return Runs.asked(() -> ask(client, queue, within));
  }

  private static List<PollerInfo> ask(WorkflowClient client, String queue, Duration within) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(within.toSeconds(), TimeUnit.SECONDS)
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .build())
        .getPollersList();
  }

  /** When the service saw it last, by the service's own clock. */
  public static Instant last(PollerInfo poller) {
    Timestamp time = poller.getLastAccessTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
