package dev.mayday.runbook;

/**
 * A person's answer to a numbered question. Everything may be missing; it is judged, not trusted.
 *
 * @param question the question's number
 * @param answer one of its legal answers
 * @param by the person's name; may be empty beside a one-time code, which says whose it is
 * @param code what proves that it is that person; empty means that the name is only claimed
 * @param reason needed for break-glass, else for the record
 * @param breakGlass true overrides quorum and self-approval, on record and told to everybody
 */
public record Decision(
    Integer question, String answer, String by, String code, String reason, boolean breakGlass) {

  private static final int ONE_TIME_LETTERS = 6;

  /** Reads missing parts as empty ones. */
  public Decision {
    question = question == null ? 0 : question;
    answer = answer == null ? "" : answer.strip();
    by = by == null ? "" : by.strip();
    code = code == null ? "" : code.strip();
    reason = reason == null ? "" : reason.strip();
  }

  /** The same answer in the name of whom its code proves. */
  Decision by(String proven) {
    return proven.isEmpty()
        ? this
        : new Decision(question, answer, proven, code, reason, breakGlass);
  }

  /** Whether the code is short enough to be guessed, and so may only be tried a few times. */
  boolean guessable() {
    int letters = code.replaceAll("[\\s-]", "").length();
    return letters > 0 && letters <= ONE_TIME_LETTERS;
  }
}
