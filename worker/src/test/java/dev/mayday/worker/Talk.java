package dev.mayday.worker;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** A workflow that calls one activity, for what interceptors do to it. */
@WorkflowInterface
public interface Talk {
  @WorkflowMethod
  String run(String activity);

  /** What the activities do is up to each test. */
  @ActivityInterface
  interface Acts {
    Object act();
  }

  /** Retries quickly; a heartbeat is due within a second. */
  final class Impl implements Talk {
    @Override
    public String run(String activity) {
      return String.valueOf(
          Workflow.newUntypedActivityStub(
                  ActivityOptions.newBuilder()
                      .setStartToCloseTimeout(Duration.ofSeconds(30))
                      .setHeartbeatTimeout(Duration.ofSeconds(1))
                      .setRetryOptions(
                          RetryOptions.newBuilder()
                              .setInitialInterval(Duration.ofMillis(10))
                              .setMaximumAttempts(3)
                              .setDoNotRetry("dev.mayday.system.Refused")
                              .build())
                      .build())
              .execute(activity, Object.class));
    }
  }

  /** Starts it. */
  static WorkflowStub start(WorkflowClient client, String queue) {
    WorkflowStub talk =
        client.newUntypedWorkflowStub(
            "Talk", WorkflowOptions.newBuilder().setTaskQueue(queue).build());
    talk.start("Act");
    return talk;
  }
}
