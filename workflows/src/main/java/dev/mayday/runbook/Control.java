package dev.mayday.runbook;

/**
 * What somebody who steers a recovery says with it.
 *
 * @param by the person's name
 * @param why one line for the report
 * @param code proves who it is, where the control answers a question; empty means claimed
 */
public record Control(String by, String why, String code) {
  /** Reads missing parts as empty ones. */
  public Control {
    by = by == null ? "" : by.strip();
    why = why == null ? "" : why.strip();
    code = code == null ? "" : code.strip();
  }
}
