package dev.mayday.triage;

/**
 * What a triage came to.
 *
 * @param scenario the scenario that the runbook names, or empty when there is nothing to do
 * @param why one sentence
 */
record Verdict(String scenario, String why) {
  static Verdict nothing(String why) {
    return new Verdict("", why);
  }
}
