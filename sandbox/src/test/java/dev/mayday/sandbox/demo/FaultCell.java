package dev.mayday.sandbox.demo;

import dev.mayday.incident.Outcome;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * One recovery during which one thing breaks.
 *
 * @param scenario the workflow type
 * @param mishap what breaks
 * @param phase when
 */
record FaultCell(String scenario, Mishap mishap, FaultPhase phase) {
  static final String FALL_BACK = "FallBackToFiles";
  static final String RETURN = "ReturnToPostgres";

  private static final Set<Outcome> CROSSED = Set.of(Outcome.RECOVERED, Outcome.RECOVERED_IN_PART);

  /** Before which activity all of them stand in the other phases. */
  private static final Map<FaultPhase, String> COMMON =
      Map.of(
          FaultPhase.REHEARSE, "GitReady",
          FaultPhase.SETTINGS, "EnvFileSet",
          FaultPhase.SEALED, "Pm2Start",
          FaultPhase.AFTERCARE, "ReportsFile");

  static Set<String> scenarios() {
    return Trial.scenarios();
  }

  private Own own() {
    return Trial.of(scenario).own();
  }

  /** The activity that the recovery stands before while the fault is made; empty where none is. */
  String activity() {
    return own().activities().getOrDefault(phase, COMMON.getOrDefault(phase, ""));
  }

  /** Where the service keeps its sessions before. */
  String from() {
    return own().from();
  }

  /** Where it keeps them once the recovery was sealed. */
  String to() {
    return own().to();
  }

  /** How it ends. */
  Expected right() {
    return own().right().apply(mishap, phase);
  }

  /** Where it is expected to keep them when the recovery has ended. */
  String expectedMode() {
    Set<Outcome> ends = Expected.of(this).outcomes();
    boolean crossed =
        ends.contains(Outcome.HANDED_OVER) ? phase.planned() : !Collections.disjoint(ends, CROSSED);
    return crossed ? to() : from();
  }

  /** Whether the fault itself is the emergency. */
  boolean alone() {
    return scenario.equals(RETURN) || (phase == FaultPhase.CONFIRM && mishap.ofTheDatabase());
  }

  @Override
  public String toString() {
    return scenario + ", " + mishap.name() + ", " + phase;
  }
}
