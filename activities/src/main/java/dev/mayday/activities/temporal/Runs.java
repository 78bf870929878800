package dev.mayday.activities.temporal;

import dev.mayday.system.Unavailable;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks up runs by their id. */
public final class Runs {
  private final WorkflowClient client;

  /** Looks in the client's namespace. */
  public Runs(WorkflowClient client) {
    this.client = client;
  }

  /**
   * The run that is open under an id.
   *
   * @throws Unavailable when the Temporal service does not answer
   */
  public Optional<WorkflowExecutionDescription> open(String id) {
    return asked(
        () -> {
          try {
            return Optional.of(client.newUntypedWorkflowStub(id).describe()).filter(Runs::running);
          } catch (WorkflowNotFoundException none) {
            return Optional.empty();
          }
        });
  }

  /**
   * Asks the Temporal service.
   *
   * @throws Unavailable when it does not answer
   */
  public static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw new Unavailable(
          "the Temporal service does not answer: "
              + io.grpc.Status.fromThrowable(e).getCode()
              + "\nHINT: see whether it runs and whether TEMPORAL_ADDRESS is its address");
    }
  }

  private static boolean running(WorkflowExecutionDescription run) {
    return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }
}
