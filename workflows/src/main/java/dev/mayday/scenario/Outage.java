package dev.mayday.scenario;

import dev.mayday.incident.Service;
import dev.mayday.runbook.Recovery;
import dev.mayday.system.Postgres;
import dev.mayday.system.Reachability;
import java.time.Instant;
import java.util.Set;

/** What the looks at the database showed of its loss, in one run. */
final class Outage {
  /**
   * Looks that mean that the service cannot write either; in others its own connection may live.
   */
  private static final Set<Reachability.State> DEAD =
      Set.of(
          Reachability.State.REFUSED,
          Reachability.State.STARTING_UP,
          Reachability.State.NO_SUCH_DATABASE);

  /** Looks that may tell of Mayday's own way to the database and not of the service's. */
  private static final Set<Reachability.State> DOUBTFUL =
      Set.of(
          Reachability.State.AUTHENTICATION,
          Reachability.State.TOO_MANY_CLIENTS,
          Reachability.State.TLS);

  private final Postgres postgres;
  private Reachability lost;

  Outage(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Looks once; the first look that failed is kept. */
  boolean seen(Recovery recovery, String phrase) {
    Service service = recovery.service();
    Reachability seen =
        recovery.check(
            phrase,
            () -> postgres.probe(service.database()),
            found -> found.state() + " " + found.detail());
    if (seen.state() == Reachability.State.NETWORK_DOWN)
      throw recovery.handOver(
          "the network of host "
              + service.host()
              + " is down, not the database: mend the network first ("
              + service.runbook()
              + ")");
    if (lost == null || lost.ready()) lost = seen;
    if (!seen.ready()) mindDoubt(recovery, seen);
    return !seen.ready();
  }

  private static void mindDoubt(Recovery recovery, Reachability seen) {
    if (DOUBTFUL.contains(seen.state()))
      recovery.askFirst(
          "the database answers " + seen.state() + ", and may serve the service all the same");
  }

  /** Why a start on files would be wrong now; an empty text where it is not. */
  String healed(Service service) {
    return postgres.probe(service.database()).ready() ? "the database answers again" : "";
  }

  /** The first look that failed, or the last of all where none did. */
  Instant at() {
    return lost.at();
  }

  /** The alert may have come before the first look that failed. */
  Instant since(Recovery recovery) {
    Instant told = recovery.detectedAt();
    return told.isBefore(lost.at()) ? told : lost.at();
  }

  /** Whether the first look that failed leaves it open that the service works all the same. */
  boolean doubtful() {
    return DOUBTFUL.contains(lost.state());
  }

  /** Whether the service can have written nothing since {@link #at}. */
  boolean dead() {
    return DEAD.contains(lost.state());
  }
}
