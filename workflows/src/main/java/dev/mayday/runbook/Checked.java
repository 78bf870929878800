package dev.mayday.runbook;

import dev.mayday.system.Identity;

/**
 * What came of the code of a decision.
 *
 * @param who whom it proves
 * @param against why it proves nobody; empty when it proves somebody, or when there was no code
 */
record Checked(Identity who, String against) {
  static final Checked NO_CODE = new Checked(Identity.NOBODY, "");

  static Checked not(String why) {
    return new Checked(Identity.NOBODY, why);
  }

  boolean verified() {
    return who.proven();
  }
}
