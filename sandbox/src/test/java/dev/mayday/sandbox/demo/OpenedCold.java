package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Target;

/**
 * What whoever asks {@code mayday status} for the first time at night reads in its first ten lines,
 * while the plan of a {@code FallBackToFiles} waits for an answer.
 *
 * @param drill whether it is none of production's
 */
record OpenedCold(Target target, boolean drill) {
  private static final int FIRST = 10;

  /** What is broken, what was done, who is asked until when, how to answer, what on silence. */
  void saysEverythingAtOnce(String status) {
    assertThat(String.join("\n", status.lines().limit(FIRST).toList()))
        .contains("FallBackToFiles of " + target + (drill ? " (drill)" : "") + ": approve")
        .containsPattern("seen +does the database answer now\\? → REFUSED")
        .containsPattern("done +make the sessions ready aside, from the warm copy")
        .contains("question 1: carry out the plan", "answers yes | no", "closes in ")
        .contains("with \"no\"", "reached: on-call")
        .contains("mayday decide " + target + " 1 yes --by");
  }
}
