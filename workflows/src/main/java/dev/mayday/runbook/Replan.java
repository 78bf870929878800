package dev.mayday.runbook;

/** The world differs from the approved plan and nothing was changed yet: rehearse and ask again. */
final class Replan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Replan(String why) {
    super(why, null, false, false);
  }
}
