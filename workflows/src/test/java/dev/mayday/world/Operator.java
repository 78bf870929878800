package dev.mayday.world;

import dev.mayday.incident.Question;
import dev.mayday.runbook.Control;
import dev.mayday.runbook.Decision;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;

/** What people do to the recovery under the lock, as the CLI and the Web UI do it. */
public final class Operator {
  private final WorkflowClient client;

  Operator(WorkflowClient client) {
    this.client = client;
  }

  /** Sends an update; returns what came of it. */
  public String say(String update, Object record) {
    return recovery().update(update, String.class, record);
  }

  /** Sends a control by on-call. */
  public String say(String control) {
    return say(control, new Control("on-call", "a test", ""));
  }

  /** Answers a question; a name alone is a claim. */
  public String decide(Question question, String answer, String by) {
    return decide(question, answer, by, "");
  }

  /** Answers a question with a code. */
  public String decide(Question question, String answer, String by, String code) {
    return say("decide", new Decision(question.number(), answer, by, code, "", false));
  }

  /** Sends an update that must be rejected; returns why it was. */
  public String refused(String update, Object record) {
    try {
      throw new AssertionError(update + " was accepted: " + say(update, record));
    } catch (WorkflowUpdateException rejected) {
      return ((ApplicationFailure) rejected.getCause()).getOriginalMessage();
    }
  }

  /** Sends a control by on-call that must be rejected; returns why it was. */
  public String refused(String control) {
    return refused(control, new Control("on-call", "a test", ""));
  }

  /** Sends a signal with any content. */
  public void signal(String name, Object... content) {
    recovery().signal(name, content);
  }

  /** The scenario that holds the lock, or an empty text. */
  String running() {
    try {
      WorkflowExecutionDescription run = recovery().describe();
      return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? run.getWorkflowType()
          : "";
    } catch (WorkflowNotFoundException none) {
      return "";
    }
  }

  /** The run that holds the lock. */
  public WorkflowStub recovery() {
    return client.newUntypedWorkflowStub(Services.TARGET.recoveryId());
  }
}
