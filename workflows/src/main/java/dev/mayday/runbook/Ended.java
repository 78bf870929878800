package dev.mayday.runbook;

/**
 * What a recovery tells its incident at its end.
 *
 * @param run the run's id
 * @param scenario the workflow type
 * @param outcome the outcome's name
 * @param why one sentence
 */
public record Ended(String run, String scenario, String outcome, String why) {
  /** The name of the signal. */
  public static final String SIGNAL = "ended";

  /** Reads missing parts as empty ones. */
  public Ended {
    run = run == null ? "" : run;
    scenario = scenario == null ? "" : scenario;
    outcome = outcome == null ? "" : outcome;
    why = why == null ? "" : why;
  }
}
