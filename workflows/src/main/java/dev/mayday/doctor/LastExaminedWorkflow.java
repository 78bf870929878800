package dev.mayday.doctor;

import dev.mayday.runbook.Waiting;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Map;

/** See {@link LastExamined}. */
public final class LastExaminedWorkflow implements LastExamined {
  private final Examined last;
  private Examined next;

  /** Called by Temporal. */
  @WorkflowInit
  public LastExaminedWorkflow(Examined last) {
    this.last = last;
  }

  @Override
  public void run(Examined ignored) {
    Workflow.getVersion("last-examined", Workflow.DEFAULT_VERSION, 1);
    Workflow.setCurrentDetails(last == null ? "nothing was found yet" : new Sheet(last).text());
    Waiting.until(() -> next != null);
    Workflow.continueAsNew(
        ContinueAsNewOptions.newBuilder().setMemo(Map.of(MEMO, next)).build(), next);
  }

  /** Whoever starts this sends the same as a signal, in case it runs already. */
  @Override
  public void next(Examined examined) {
    if (examined != null && !examined.equals(last)) next = examined;
  }
}
