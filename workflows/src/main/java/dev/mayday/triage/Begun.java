package dev.mayday.triage;

/**
 * A recovery was begun by hand.
 *
 * @param scenario the workflow type
 * @param run its run id
 * @param by who began it
 */
public record Begun(String scenario, String run, String by) {
  /** Reads missing parts as empty ones. */
  public Begun {
    scenario = scenario == null ? "" : scenario;
    run = run == null ? "" : run;
    by = by == null ? "" : by;
  }
}
