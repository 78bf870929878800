package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;

/**
 * What the doctor found out about one thing.
 *
 * @param what the thing
 * @param ok whether it would work in an emergency
 * @param detail what was found
 * @param hint what to do about it; empty when it is well
 */
public record Finding(String what, boolean ok, String detail, String hint) {
  private static final String HINT = "\nHINT: ";

  /**
   * Looks, and takes a failure for a finding, also one that nobody thought of: the rest is looked
   * at all the same. No secret stays in it.
   */
  static Finding of(String what, Secrets secrets, Check check) {
    try {
      return new Finding(what, true, secrets.mask(check.look()), "");
    } catch (Refused | Unavailable | Unsafe e) {
      String[] parts = secrets.mask(String.valueOf(e.getMessage())).split(HINT, 2);
      return new Finding(what, false, parts[0], parts.length > 1 ? parts[1] : "");
    } catch (RuntimeException e) {
      return new Finding(
          what,
          false,
          secrets.mask("could not be looked at: " + e),
          "if the message does not say why, report it with the output of mayday doctor");
    }
  }
}
