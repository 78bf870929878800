package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says what would not work before the emergency does. It reads; what it writes to see whether it
 * can, it removes at once. Whatever fails, the rest is looked at: on the day that Temporal is down,
 * one wants to know all the more what else is.
 */
public final class Doctor {
  private final EstateFile estate;
  private final Secrets secrets;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(EstateFile estate, Secrets secrets) {
    this.estate = estate;
    this.secrets = secrets;
  }

  /**
   * Looks at everything that can be seen from this machine.
   *
   * @param connection connects to Temporal; when it throws, that is one finding. It is closed here
   * @param hosts the hosts that this machine is; what is bound to others must be looked at there
   */
  public static List<Finding> examine(
      Supplier<Temporal> connection, EstateFile estate, Secrets secrets, Collection<String> hosts) {
    Doctor doctor = new Doctor(estate, secrets);
    doctor.server(connection);
    new People(estate, secrets, doctor::look).visit();
    new Place(estate, doctor::look).visit();
    hosts.forEach(doctor::host);
    return List.copyOf(doctor.findings);
  }

  private boolean look(String what, Check check) {
    Finding found = Finding.of(what, secrets, check);
    findings.add(found);
    return found.ok();
  }

  private void server(Supplier<Temporal> connection) {
    try (Temporal temporal = connection.get()) {
      look("temporal", () -> "answers, namespace " + temporal.namespace());
      new Server(temporal, estate, this::look).visit();
    } catch (Refused | Unavailable gone) {
      look("temporal", () -> thrown(gone));
    }
  }

  private static String thrown(RuntimeException gone) {
    throw gone;
  }

  /** On another machine than the configuration means, its services are not looked at. */
  private void host(String host) {
    boolean here =
        look(
            "host " + host,
            () -> {
              Machine.prove(estate, host);
              return "is this machine; " + Machine.described();
            });
    if (!here) return;
    HostPorts ports = HostPorts.of(estate, secrets, host);
    estate.on(host).forEach(service -> new Ward(service, ports, secrets, this::look).visit());
  }
}
