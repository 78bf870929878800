package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.runbook.Control;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandBackTest {
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  @BeforeEach
  void start() {
    temporal.newWorker("mayday").registerWorkflowImplementationTypes(StandBackWorkflow.class);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void holdsUntilItIsCalledOffAndSaysWhoseItIs() throws Exception {
    WorkflowStub order = order("stand-back/production");
    order.start(new StandBackOrder("production", "lead", "maintenance"));

    assertThat(order.query("order", String.class)).isEqualTo("lead: maintenance");
    assertThat(order.describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    assertThat(order.describe().getMemo(StandBack.MEMO, String.class))
        .isEqualTo("lead: maintenance");

    order.signal("off", new Control("on-call", "", ""));
    assertThat(order.getResult(String.class)).isEqualTo("called off by on-call");
    WorkflowReplayer.replayWorkflowExecution(
        temporal.getWorkflowClient().fetchHistory("stand-back/production"),
        StandBackWorkflow.class);
  }

  @Test
  void anUnsignedOrderHoldsTooAndNonsenseDoesNotJamIt() {
    WorkflowStub order = order("stand-back/production");
    order.start(java.util.Map.of("environment", "production", "bye", 7));

    assertThat(order.query("order", String.class)).isEqualTo("somebody");
    order.signal("off", (Object) null);
    assertThat(order.getResult(String.class)).isEqualTo("called off by somebody");
  }

  @Test
  void anOrderThatWouldNotHoldEndsAtOnce() {
    WorkflowStub order = order("stop-it");
    order.start(new StandBackOrder("production", "lead", ""));

    assertThatThrownBy(() -> order.getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .hasMessageContaining("would not hold")
        .hasMessageContaining("HINT: start it as stand-back/ENVIRONMENT");
  }

  private WorkflowStub order(String id) {
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "StandBack",
            WorkflowOptions.newBuilder().setTaskQueue("mayday").setWorkflowId(id).build());
  }
}
