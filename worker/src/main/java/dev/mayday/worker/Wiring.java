package dev.mayday.worker;

import dev.mayday.activities.approvers.ApproversAdapter;
import dev.mayday.activities.env.EnvFileAdapter;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Host;
import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.git.GitAdapter;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.NotifierAdapter;
import dev.mayday.activities.pm2.Pm2Adapter;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresAdapter;
import dev.mayday.activities.reports.ReportsAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.DatabaseRows;
import dev.mayday.activities.sessions.SessionRowsAdapter;
import dev.mayday.activities.sessions.SessionsAdapter;
import dev.mayday.activities.sessions.WarmCopyAdapter;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.activities.whatsapp.WhatsAppAdapter;
import dev.mayday.system.Pm2;
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
  List<Object> host(String host, CopyAges ages) {
    HostPorts ports = doctor(host);
    return List.of(
        ports.postgres(),
        ports.sessions(),
        ports.git(),
        ports.envFile(),
        ports.pm2(),
        new SessionRowsAdapter(connections),
        new TimedCopy(new WarmCopyAdapter(connections), ports.sessions(), estate, host, ages),
        new WhatsAppAdapter(secrets, ports.pm2()));
  }

  /** Those of them that the doctor looks through. */
  HostPorts doctor(String host) {
    Host machine = estate.hosts().get(host);
    Pm2 pm2 = new Pm2Adapter(Path.of(machine.node()), Path.of(machine.pm2()), fences);
    return new HostPorts(
        new PostgresAdapter(connections),
        connections,
        new SessionsAdapter(new DatabaseRows(connections), fences),
        new GitAdapter(fences),
        new EnvFileAdapter(state().resolve("sealed"), fences),
        pm2);
  }

  private Path state() {
    return Path.of(estate.state());
  }

  @Override
  public void close() {
    searchAttributes.close();
  }
}
