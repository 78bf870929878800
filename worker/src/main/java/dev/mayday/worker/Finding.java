package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.util.List;

/**
 * What the doctor found out about one thing.
 *
 * @param what the thing
 * @param ok whether it would work in an emergency
 * @param detail what was found
 * @param hint what to do about it; empty when it is well
 * @param environment the environment that it belongs to; empty when to none or to all
 * @param service the service that it belongs to; empty when to none or to all
 * @param host the host that it was looked at on; empty where it is not bound to one
 * @param stops the scenarios that it would stop as it is; empty when it is well, or would stop none
 */
public record Finding(
    String what,
    boolean ok,
    String detail,
    String hint,
    String environment,
    String service,
    String host,
    List<String> stops) {
  private static final String HINT = "\nHINT: ";

  /** Something that belongs to no service and no host, and that would stop nothing. */
  Finding(String what, boolean ok, String detail, String hint) {
    this(what, ok, detail, hint, "", "", "", List.of());
  }

  /**
   * Looks, and takes a failure for a finding, also one that nobody thought of, and a library that
   * this machine cannot load: the rest is looked at all the same. No secret stays in it.
   */
  static Finding of(String what, Secrets secrets, Check check) {
    try {
      return new Finding(what, true, secrets.mask(check.look()), "");
    } catch (Refused | Unavailable | Unsafe e) {
      String[] parts = secrets.mask(String.valueOf(e.getMessage())).split(HINT, 2);
      return new Finding(what, false, parts[0], parts.length > 1 ? parts[1] : "");
    } catch (RuntimeException | LinkageError e) {
      return new Finding(
          what,
          false,
          secrets.mask("could not be looked at: " + e),
          "if the message does not say why, report it with the output of mayday doctor");
    }
  }

  /** The same, which belongs somewhere and would stop these scenarios if it is not well. */
  Finding in(String environment, String service, String host, List<String> scenarios) {
    List<String> stopped = ok ? List.of() : scenarios;
    return new Finding(what, ok, detail, hint, environment, service, host, stopped);
  }
}
