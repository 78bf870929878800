package dev.mayday.starter.alert;

import dev.mayday.incident.Target;
import dev.mayday.triage.AlertBatch;

/** The way into Temporal. */
interface Carrier {
  /**
   * Brings a batch to the incident of a service and starts the incident when there is none. Returns
   * once the server has it; twice is harmless, an incident knows its alerts. Anything thrown means
   * that it may not have arrived.
   */
  void carry(Target target, AlertBatch batch);

  /** Whether the server would take something now. */
  boolean reachable();
}
