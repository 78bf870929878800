package dev.mayday.histories;

import dev.mayday.runbook.Control;
import dev.mayday.triage.StandBackOrder;
import dev.mayday.world.Await;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;

/** The order to stand back: somebody gives it, and somebody calls it off. */
final class Orders {
  private static final String ENVIRONMENT = Services.TARGET.environment();
  static final String ID = StandBackOrder.id(ENVIRONMENT);

  private Orders() {}

  /** It is open: it has to hold through an upgrade, too. */
  static WorkflowExecutionHistory holding(Stage stage) {
    given(stage);
    return history(stage);
  }

  /** Called off after it held. */
  static WorkflowStub calledOff(Stage stage) {
    WorkflowStub order = given(stage);
    order.signal("off", new Control("lead", "it is over", ""));
    return order;
  }

  private static WorkflowStub given(Stage stage) {
    StandBackOrder order = new StandBackOrder(ENVIRONMENT, "on-call", "maintenance");
    WorkflowStub given = stage.begin("StandBack", ID, order);
    Await.until(() -> holds(stage));
    return given;
  }

  /** Who and why stand in its memo, which is the last thing it does before it waits. */
  private static boolean holds(Stage stage) {
    return history(stage).getEvents().stream()
        .anyMatch(HistoryEvent::hasWorkflowPropertiesModifiedEventAttributes);
  }

  private static WorkflowExecutionHistory history(Stage stage) {
    return stage.environment.getWorkflowClient().fetchHistory(ID);
  }
}
