package dev.mayday.sandbox.demo;

import static dev.mayday.sandbox.demo.FaultPhase.PREPARE;
import static dev.mayday.sandbox.demo.FaultPhase.RECOVER;
import static dev.mayday.sandbox.demo.FaultPhase.VERIFY;

import dev.mayday.incident.Outcome;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

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

  /** What is a scenario's own in the matrix: a line for each. */
  private static final Map<String, Own> OWN =
      Map.of(
          FALL_BACK,
          new Own(
              "postgres",
              "files",
              Map.of(
                  PREPARE, "SessionsStage",
                  RECOVER, "SessionsInstall",
                  VERIFY, "WhatsAppConnected"),
              Expected::fallBack),
          RETURN,
          new Own(
              "files",
              "postgres",
              Map.of(
                  PREPARE, "SessionRowsCompare",
                  RECOVER, "SessionRowsBringBack",
                  VERIFY, "SessionRowsProve"),
              Expected::back));

  /**
   * One of them.
   *
   * @param from where the service keeps its sessions before
   * @param to where it keeps them once the recovery was sealed
   * @param activities before which one it stands in the phases that are its own
   * @param right how it ends, by what breaks and when
   */
  private record Own(
      String from,
      String to,
      Map<FaultPhase, String> activities,
      BiFunction<Mishap, FaultPhase, Expected> right) {}

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
    return OWN.get(scenario).activities().getOrDefault(phase, COMMON.getOrDefault(phase, ""));
  }

  /** Where the service keeps its sessions before. */
  String from() {
    return OWN.get(scenario).from();
  }

  /** Where it keeps them once the recovery was sealed. */
  String to() {
    return OWN.get(scenario).to();
  }

  /** How it ends. */
  Expected right() {
    return OWN.get(scenario).right().apply(mishap, phase);
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
