package dev.mayday.activities.estate;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Service;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Two services may not share what a recovery changes: each would pull it from under the other, and
 * no lock would see it.
 */
final class Overlaps {
  private final Section top;
  private final Map<String, String> owners = new HashMap<>();

  private Overlaps(Section top) {
    this.top = top;
  }

  static void refuse(Section top, Collection<Service> services) {
    Overlaps overlaps = new Overlaps(top);
    services.forEach(overlaps::claim);
  }

  private void claim(Service service) {
    String host = "host " + service.host();
    once(service, "database", service.database().url(), "");
    once(service, "checkout", path(service.checkout().path()), host);
    once(service, ".env file", path(service.settings().path()), host);
    once(service, "sessions folder", path(service.sessions().folder()), host);
    once(service, "folder of copies", path(service.sessions().copies()), host);
    once(service, "process", pm2(service.process()), host);
    for (Neighbour one : service.neighbours()) claim(service, one, host);
  }

  /** What is untouched may be another's: what is stopped or restarted would fall under its lock. */
  private void claim(Service service, Neighbour one, String host) {
    if (one.underPm2() && one.treatment() != Neighbour.Treatment.UNTOUCHED)
      once(service, "process", pm2(one.process()), host);
    else if (one.underPm2() && pm2(one.process()).equals(pm2(service.process())))
      once(service, "process", pm2(one.process()), host);
    if (!one.unit().isEmpty() && one.treatment() != Neighbour.Treatment.UNTOUCHED)
      once(service, "unit", one.unit(), host);
  }

  private static String pm2(NodeProcess process) {
    return path(process.pm2Home()) + " " + process.name();
  }

  private static String path(String text) {
    return text == null ? null : Path.of(text).normalize().toString();
  }

  private void once(Service service, String what, String name, String where) {
    if (name == null) return;
    String owner = owners.putIfAbsent(what + " " + name + " " + where, service.target().toString());
    if (owner != null)
      top.wrong(
          "environments",
          "gives " + owner + " and " + service.target() + " the same " + what + " (" + name + ")");
  }
}
