package dev.mayday.triage;

import dev.mayday.runbook.Control;
import dev.mayday.runbook.Ended;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One thing wrong with one service: it owns the alerts and at most one recovery at a time. Its id
 * is {@code incident/<environment>/<service>}, so that later alerts join it.
 */
@WorkflowInterface
public interface RespondToIncident {
  /** Responds until the service was quiet through the watch; returns the last sentences. */
  @WorkflowMethod
  String run(IncidentStart start);

  /** Alerts join. */
  @SignalMethod(description = "Alerts from the front desk")
  void alerts(AlertBatch batch);

  /** A recovery was begun by hand; it is adopted. */
  @SignalMethod(description = "A recovery was begun by hand")
  void begun(Begun begun);

  /** The recovery ended. */
  @SignalMethod(description = "A recovery ended")
  void ended(Ended ended);

  /** A human says that Mayday may act again before the cool-down is over. */
  @SignalMethod(description = "Act again before the cool-down is over: {\"by\": \"on-call\"}")
  void actAgain(Control control);

  /** The incident as it stands. */
  @QueryMethod(description = "The incident as it stands")
  Carried state();
}
