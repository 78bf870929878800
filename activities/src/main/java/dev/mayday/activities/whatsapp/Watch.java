package dev.mayday.activities.whatsapp;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.whatsapp.ServiceLog.Said;
import dev.mayday.activities.whatsapp.StatusPage.Seen;
import dev.mayday.system.Connection;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks again and again until what is expected is connected or the time is over. */
final class Watch {
  private final StatusPage status;
  private final ServiceLog log;
  private final List<String> expected;
  private final Duration apart;

  Watch(StatusPage status, ServiceLog log, List<String> expected, Duration apart) {
    if (status == null && (log == null || !log.tellsOpen()))
      throw new Refused(
          "nothing tells whether the service is connected\n"
              + "HINT: set messaging.statusUrl or messaging.openLog");
    this.status = status;
    this.log = log;
    this.expected = expected;
    this.apart = apart;
  }

  Connection until(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      Seen seen = status == null ? Seen.nothing("") : status.read();
      Said said = log == null ? Said.NOTHING : log.read();
      if (settled(seen, said)) return connection(seen, said);
      if (System.nanoTime() >= end) return last(seen, said, within);
      Pulse.beat("waiting for the connection");
      rest();
    }
  }

  private boolean settled(Seen seen, Said said) {
    boolean modeKnown = log == null || !log.tellsMode() || !said.mode().isEmpty();
    Connection now = connection(seen, said);
    return modeKnown && now.any() && all(now);
  }

  /** By name where somebody names them; a log without names must at least have said it so often. */
  private boolean all(Connection now) {
    if (namedByStatus() || namedByLog()) return now.open().containsAll(expected);
    return status != null || now.openings() >= expected.size();
  }

  private Connection last(Seen seen, Said said, Duration within) {
    if (seen.trouble().isEmpty()) return connection(seen, said);
    throw new Unavailable(
        "the service's status cannot be read after "
            + within.toSeconds()
            + " s: "
            + seen.trouble()
            + "\nHINT: read the service's error log; check messaging.statusUrl");
  }

  private Connection connection(Seen seen, Said said) {
    List<String> open = open(seen, said);
    boolean any = status == null ? said.opened() > 0 : seen.open() || !open.isEmpty();
    return new Connection(open, closed(seen, open), any, said.mode(), said.opened());
  }

  /** The service's own list comes first; a log only says that a connection opened at some time. */
  private List<String> open(Seen seen, Said said) {
    if (namedByLog()) return said.companies();
    return seen.companies().keySet().stream().filter(id -> seen.companies().get(id)).toList();
  }

  private List<String> closed(Seen seen, List<String> open) {
    if (!namedByStatus() && !namedByLog()) return List.of();
    Set<String> closed = new LinkedHashSet<>(seen.companies().keySet());
    closed.addAll(expected);
    open.forEach(closed::remove);
    return List.copyOf(closed);
  }

  private boolean namedByLog() {
    return !namedByStatus() && log != null && log.tellsCompanies();
  }

  private boolean namedByStatus() {
    return status != null && status.lists();
  }

  private void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(apart.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          "waiting for the connection was interrupted\nHINT: the worker is going down; it is tried"
              + " again on the next one");
    }
  }
}
