package dev.mayday.scenario;

import dev.mayday.runbook.Start;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Keeps the copy of the sessions minutes old; a schedule runs it. It never changes production. */
@WorkflowInterface
public interface KeepWarmCopy {
  /** Refreshes the copy, or stands still, and says which in one sentence. */
  @WorkflowMethod
  String run(Start start);
}
