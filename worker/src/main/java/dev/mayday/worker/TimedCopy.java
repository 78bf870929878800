package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Database;
import dev.mayday.incident.Service;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Sessions;
import dev.mayday.system.Source;
import dev.mayday.system.WarmCopy;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A warm copy whose snapshots are known to the gauge, those of earlier processes too. */
final class TimedCopy implements WarmCopy {
  private final WarmCopy copy;
  private final List<Service> services;
  private final CopyAges ages;

  TimedCopy(WarmCopy copy, Sessions sessions, EstateFile estate, String host, CopyAges ages) {
    this.copy = copy;
    this.services = estate.on(host);
    this.ages = ages;
    services.stream()
        .filter(service -> estate.copies().containsKey(service.target()))
        .forEach(service -> begin(service, sessions));
  }

  /** The start must not wait for a database that may be down, so an earlier copy is found aside. */
  private void begin(Service service, Sessions sessions) {
    ages.expect(service.target(), service.sessions().maxCopyAge());
    Daemons.named("copy-age").newThread(() -> find(service, sessions)).start();
  }

  private void find(Service service, Sessions sessions) {
    sessions.sources(service.database(), service.sessions()).stream()
        .filter(source -> source.kind() == Source.Kind.WARM_COPY)
        .map(Source::snapshot)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(snapshot -> ages.taken(service.target(), snapshot));
  }

  @Override
  public Copy refresh(Database database, SessionStore store) {
    Copy fresh = copy.refresh(database, store);
    services.stream()
        .filter(service -> service.sessions().copies().equals(store.copies()))
        .forEach(service -> ages.taken(service.target(), fresh.snapshot()));
    return fresh;
  }
}
