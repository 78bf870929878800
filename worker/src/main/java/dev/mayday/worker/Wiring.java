package dev.mayday.worker;

import dev.mayday.activities.approvers.ApproversAdapter;
import dev.mayday.activities.env.EnvFileAdapter;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.NotifierAdapter;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresAdapter;
import dev.mayday.activities.reports.ReportsAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.DatabaseRows;
import dev.mayday.activities.sessions.SessionRowsAdapter;
import dev.mayday.activities.sessions.SessionsAdapter;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import java.nio.file.Path;
import java.util.List;

/** Which adapter stands behind which port, on one screen. */
final class Wiring implements AutoCloseable {
  private final Temporal temporal;
  private final EstateFile estate;
  private final Secrets secrets;
  private final Connections connections;
  private final Fences fences;
  private final SearchAttributes searchAttributes;

  Wiring(Temporal temporal, EstateFile estate, Secrets secrets) {
    this.temporal = temporal;
    this.estate = estate;
    this.secrets = secrets;
    connections = new Connections(secrets);
    fences = new Fences(state().resolve("fences"));
    searchAttributes = new SearchAttributes(temporal.client());
  }

  /** The ports that are bound to no host. */
  List<Object> control() {
    Delivery delivery = new Delivery(estate, secrets, System.out);
    return List.of(
        new EstateAdapter(estate, searchAttributes, new Runs(temporal.client())),
        new NotifierAdapter(estate, delivery),
        new ApproversAdapter(estate, delivery, secrets, temporal.namespace()),
        new ReportsAdapter(estate, temporal.namespace()),
        new IncidentsAdapter(temporal.client()));
  }

  /** The ports that act on a host. */
  List<Object> host() {
    return List.of(
        new PostgresAdapter(connections),
        new SessionsAdapter(new DatabaseRows(connections), fences),
        new SessionRowsAdapter(connections),
        new EnvFileAdapter(state().resolve("sealed"), fences));
  }

  private Path state() {
    return Path.of(estate.state());
  }

  @Override
  public void close() {
    searchAttributes.close();
  }
}
