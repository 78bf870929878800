package dev.mayday.triage;

/**
 * What a triage came to.
 *
 * @param scenario the scenario that the runbook names, or empty when there is nothing to do
 * @param why one sentence
 * @param well whether the probes saw the service in order
 */
record Verdict(String scenario, String why, boolean well) {
  static Verdict of(String scenario, String why) {
    return new Verdict(scenario, why, false);
  }

  static Verdict nothing(String why) {
    return new Verdict("", why, false);
  }

  static Verdict well(String why) {
    return new Verdict("", why, true);
  }
}
