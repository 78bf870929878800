package dev.mayday.sandbox.demo;

import java.util.Map;

/**
 * One warm copy, or one incident, during which one thing breaks.
 *
 * @param workflow the workflow type
 * @param mishap what breaks
 * @param onset when
 */
record OtherCell(String workflow, Mishap mishap, FaultOnset onset) {
  static final String COPY = "KeepWarmCopy";
  static final String INCIDENT = "RespondToIncident";

  /** Before which activity each stands while a fault is made within it. */
  private static final Map<String, String> STEPS =
      Map.of(COPY, "WarmCopyRefresh", INCIDENT, "PostgresProbe");

  /** The activity that the run stands before where the fault is made within it. */
  String activity() {
    return STEPS.get(workflow);
  }

  /** Whether the run is under way when the fault is made. */
  boolean within() {
    return onset == FaultOnset.WITHIN;
  }

  /** How its row on the page of the fault matrix begins, whatever came of it. */
  String head() {
    return "| %s | %s | %s | ".formatted(mishap.name(), workflow, onset);
  }

  /** That row. */
  String row() {
    return head()
        + (workflow.equals(COPY)
            ? ExpectedCopy.of(this).columns()
            : ExpectedVerdict.of(mishap).columns());
  }

  @Override
  public String toString() {
    return workflow + ", " + mishap.name() + ", " + onset;
  }
}
