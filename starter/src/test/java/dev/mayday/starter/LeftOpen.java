package dev.mayday.starter;

import dev.mayday.incident.Target;
import dev.mayday.system.Wire;
import dev.mayday.triage.StandBackOrder;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Temporal server of the test's own, and what builds left open on it when they went. */
final class LeftOpen implements AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final TestWorkflowEnvironment server =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setUseTimeskipping(false)
              .setWorkflowServiceStubsOptions(
                  WorkflowServiceStubsOptions.newBuilder()
                      .setGrpcClientInterceptors(List.of(new ListKept()))
                      .build())
              .build());

  final WorkflowClient client =
      WorkflowClient.newInstance(
          server.getWorkflowServiceStubs(),
          WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());

  /** An order to stand back that waits, under the code of one build, which then goes; its id. */
  String order(String environment, Class<?> build) {
    String id = StandBackOrder.id(environment);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory.newWorker(Target.CONTROL_QUEUE).registerWorkflowImplementationTypes(build);
    factory.start();
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setTaskQueue(Target.CONTROL_QUEUE).setWorkflowId(id).build();
    client
        .newUntypedWorkflowStub("StandBack", options)
        .start(new StandBackOrder(environment, "lead", "a test"));
    while (!stepped(id)) LockSupport.parkNanos(PAUSE);
    factory.shutdownNow();
    factory.awaitTermination(10, TimeUnit.SECONDS);
    return id;
  }

  /** Only then the history has what this build did; the test's time-out ends a wait in vain. */
  private boolean stepped(String id) {
    return client.streamHistory(id).anyMatch(HistoryEvent::hasWorkflowTaskCompletedEventAttributes);
  }

  long events(String id) {
    return client.streamHistory(id).count();
  }

  /** It is not open any more. */
  void end(String id) {
    client.newUntypedWorkflowStub(id).terminate("over");
  }

  @Override
  public void close() {
    server.close();
  }
}
