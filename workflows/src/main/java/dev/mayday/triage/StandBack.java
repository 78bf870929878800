package dev.mayday.triage;

import dev.mayday.runbook.Control;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The kill switch of one environment: as long as it runs, Mayday changes nothing there. Its id is
 * {@link StandBackOrder#id(String)}; who and why stand in its memo, so that they can be read while
 * no worker is up.
 */
@WorkflowInterface
public interface StandBack {
  /** Name of the memo's field that says who gave the order and why. */
  String MEMO = "order";

  /** Holds until it is called off; returns who called it off. */
  @WorkflowMethod
  String run(StandBackOrder order);

  /** Mayday may act again. */
  @SignalMethod(description = "Mayday may act again: {\"by\": \"on-call\", \"why\": \"...\"}")
  void off(Control control);

  /** Who told Mayday to stand back, and why. */
  @QueryMethod(description = "Who told Mayday to stand back, and why")
  String order();
}
