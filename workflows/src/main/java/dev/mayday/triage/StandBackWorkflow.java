package dev.mayday.triage;

import dev.mayday.runbook.Control;
import dev.mayday.runbook.Waiting;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Map;

/** See {@link StandBack}. */
public final class StandBackWorkflow implements StandBack {
  private final StandBackOrder order;
  private Control off;

  /** Called by Temporal. */
  @WorkflowInit
  public StandBackWorkflow(StandBackOrder order) {
    this.order = order;
  }

  @Override
  public String run(StandBackOrder ignored) {
    Workflow.getVersion("stand-back", Workflow.DEFAULT_VERSION, 1);
    refuseAnotherId();
    Workflow.upsertMemo(Map.of(MEMO, order.line()));
    Workflow.setCurrentDetails(
        "**Mayday stands back in "
            + order.environment()
            + "**, said "
            + order.line()
            + "\n\nTo end it: `mayday stand-back off "
            + order.environment()
            + "`, or send the signal `off` with `{\"by\": \"your-name\"}`.");
    Waiting.until(() -> off != null);
    return "called off by " + (off.by().isEmpty() ? "somebody" : off.by());
  }

  /** Under another id nobody would look for it: an order that does not hold must not look as if. */
  private void refuseAnotherId() {
    String id = Workflow.getInfo().getWorkflowId();
    if (!id.equals("stand-back/" + order.environment()))
      throw ApplicationFailure.newNonRetryableFailure(
          "the order for \""
              + order.environment()
              + "\" runs under the id "
              + id
              + " and would not hold\nHINT: start it as stand-back/ENVIRONMENT with the input"
              + " {\"environment\": \"ENVIRONMENT\", \"by\": \"your-name\"}",
          "Refused");
  }

  @Override
  public void off(Control control) {
    off = control == null ? new Control("", "", "") : control;
  }

  @Override
  public String order() {
    return order.line();
  }
}
