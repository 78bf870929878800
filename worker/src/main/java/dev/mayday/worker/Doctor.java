package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.system.Unavailable;
import dev.mayday.worker.byhand.Pages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says what would not work before the emergency does. It reads; what it writes to see whether it
 * can, it removes at once. Only its own pages stay: runbooks by hand, as the configuration is now.
 * Whatever fails, the rest is looked at: on the day that Temporal is down, one wants to know all
 * the more what else is.
 */
public final class Doctor {
  private final EstateFile estate;
  private final Secrets secrets;
  private final Collection<String> hosts;
  private final Looks looks;

  private Doctor(EstateFile estate, Secrets secrets, Collection<String> hosts) {
    this.estate = estate;
    this.secrets = secrets;
    this.hosts = hosts;
    this.looks = new Looks(secrets);
  }

  /**
   * Looks at everything that can be seen from this machine.
   *
   * @param connection connects to Temporal; when it throws, that is one finding. It is closed here
   * @param hosts the hosts that this machine is; what is bound to others must be looked at there
   */
  public static List<Finding> examine(
      Supplier<Temporal> connection, EstateFile estate, Secrets secrets, Collection<String> hosts) {
    Doctor doctor = new Doctor(estate, secrets, hosts);
    return doctor.all(
        () -> {
          try (Temporal temporal = connection.get()) {
            doctor.server(temporal);
          }
        });
  }

  /** The same over a connection that stays. */
  static List<Finding> examine(
      Temporal temporal, EstateFile estate, Secrets secrets, Collection<String> hosts) {
    Doctor doctor = new Doctor(estate, secrets, hosts);
    return doctor.all(
        () -> {
          temporal.ask();
          doctor.server(temporal);
        });
  }

  /** Looks at the server in this way, and at the rest whatever came of it. */
  private List<Finding> all(Runnable server) {
    try {
      server.run();
    } catch (Unavailable away) {
      away(away);
    } catch (RuntimeException gone) {
      gone(gone);
    }
    return rest();
  }

  private void server(Temporal temporal) {
    looks.stoppingAll().at("temporal", () -> "answers, namespace " + temporal.namespace());
    new Server(temporal, estate, hosts, looks).visit();
  }

  /** The clock is looked at all the same, by those of others. */
  private void gone(RuntimeException gone) {
    Looks all = looks.stoppingAll();
    all.accept("temporal", () -> thrown(gone));
    all.accept("clock", () -> new Clocks(estate, Optional.empty()).right());
  }

  private void away(Unavailable away) {
    gone(new Unavailable(away.getMessage() + "; " + Pages.hint(estate)));
  }

  /** The pages for the day without Mayday say what mayday.yaml says now. */
  private String written(String host) {
    if (!Files.isDirectory(Path.of(estate.state())))
      return "are written once there is a state folder: the worker makes it";
    Pages pages = Pages.kept(estate);
    estate.on(host).forEach(pages::write);
    return "are written to " + pages.folder() + ", for the day without Mayday";
  }

  private static String thrown(RuntimeException gone) {
    throw gone;
  }

  private List<Finding> rest() {
    new People(estate, secrets, looks).visit();
    new Place(estate, looks).visit();
    hosts.forEach(this::host);
    return looks.findings();
  }

  /** On another machine than the configuration means, its services are not looked at. */
  private void host(String host) {
    Looks there = looks.on(host);
    boolean here =
        there
            .stoppingAll()
            .at(
                "host " + host,
                () -> {
                  Machine.prove(estate, host);
                  return "is this machine; " + Machine.described();
                });
    if (!here) return;
    HostPorts ports = HostPorts.of(estate, secrets, host);
    for (Service service : estate.on(host))
      new Ward(estate, service, ports, secrets, there.of(service.target())).visit();
    there.accept("runbooks by hand", () -> written(host));
  }
}
