package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultPhase.PREPARE;
import static dev.mayday.sandbox.demo.FaultPhase.RECOVER;
import static dev.mayday.sandbox.demo.FaultPhase.VERIFY;

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

  /** Before which activity each scenario stands in the phases that are its own: a line for each. */
  private static final Map<String, Map<FaultPhase, String>> OWN =
      Map.of(
          FALL_BACK,
          Map.of(PREPARE, "SessionsStage", RECOVER, "SessionsInstall", VERIFY, "WhatsAppConnected"),
          RETURN,
          Map.of(
              PREPARE, "SessionRowsCompare",
              RECOVER, "SessionRowsBringBack",
              VERIFY, "SessionRowsProve"));

  /** Before which activity all of them stand in the other phases. */
  private static final Map<FaultPhase, String> COMMON =
      Map.of(
          FaultPhase.REHEARSE, "GitReady",
          FaultPhase.SETTINGS, "EnvFileSet",
          FaultPhase.SEALED, "Pm2Start",
          FaultPhase.AFTERCARE, "ReportsFile");

  static Set<String> scenarios() {
    return OWN.keySet();
  }

  /** The activity that the recovery stands before while the fault is made; empty where none is. */
  String activity() {
    return OWN.get(scenario).getOrDefault(phase, COMMON.getOrDefault(phase, ""));
  }

  /** Where the service keeps its sessions before. */
  String from() {
    return scenario.equals(FALL_BACK) ? "postgres" : "files";
  }

  /** Where it keeps them once the recovery was sealed. */
  String to() {
    return scenario.equals(FALL_BACK) ? "files" : "postgres";
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
