package dev.mayday.system;

import dev.mayday.incident.Database;
import io.temporal.activity.ActivityInterface;

/** A PostgreSQL server, seen from the service's host. */
@ActivityInterface(namePrefix = "Postgres")
public interface Postgres {
  /**
   * Tries a connection of its own and one query, within {@link Database#connectWithin()}. Reads
   * only; repeatable. An unreachable database is an answer, not a failure.
   *
   * @throws Refused when the URL's reference cannot be resolved or is no PostgreSQL URL
   */
  @Effect(Effect.Kind.READ)
  Reachability probe(Database database);
}
