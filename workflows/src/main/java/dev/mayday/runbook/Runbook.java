package dev.mayday.runbook;

import dev.mayday.incident.Report;
import io.temporal.workflow.WorkflowMethod;

/**
 * What every scenario's interface extends. It carries no {@code @WorkflowInterface} on purpose: the
 * leaves do, and so the workflow type in the Web UI is the scenario's own name.
 */
public interface Runbook extends Controls {
  /**
   * Carries the scenario out. Never fails because of its input, the world, or a bug in a scenario.
   */
  @WorkflowMethod
  Report run(Start start);
}
