package dev.mayday.incident;

import java.util.List;

/**
 * The ordered list of changes that a person approves. What is not in it is not done without asking.
 *
 * @param estate the estate's hash when the plan was made
 * @param steps the changes, commits, proofs and manual steps in order
 * @param hash SHA-256 over the two, in hex; approval is for exactly this
 */
public record Plan(String estate, List<Step> steps, String hash) {
  /** A plan before anything was rehearsed. */
  public static final Plan NONE = new Plan("", List.of(), "");

  /**
   * One entry.
   *
   * @param verb change, commit, prove, manual, or check for what is seen and stays as it is
   * @param phrase what people read
   * @param note why there is no way back, for a commit; else empty
   * @param digest over the arguments that matter: target, source, companies, commit id …
   */
  public record Step(String verb, String phrase, String note, String digest) {}
}
