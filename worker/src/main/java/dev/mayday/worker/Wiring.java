package dev.mayday.worker;

import dev.mayday.activities.approvers.ApproversAdapter;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.NotifierAdapter;
import dev.mayday.activities.reports.ReportsAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.QueuesAdapter;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import java.util.List;

/** Which adapter stands behind which port; those of a host are in {@link HostPorts}. */
final class Wiring implements AutoCloseable {
  private final Temporal temporal;
  private final EstateFile estate;
  private final Secrets secrets;
  private final SearchAttributes searchAttributes;

  Wiring(Temporal temporal, EstateFile estate, Secrets secrets) {
    this.temporal = temporal;
    this.estate = estate;
    this.secrets = secrets;
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
        new IncidentsAdapter(temporal.client()),
        new QueuesAdapter(temporal.client()));
  }

  /** The ports that act on a host. */
  List<Object> host(String host, CopyAges ages) {
    HostPorts ports = HostPorts.of(estate, secrets, host);
    return List.of(
        ports.postgres(),
        ports.sessions(),
        ports.rows(),
        new TimedCopy(ports.copy(), ports.sessions(), estate, host, ages),
        ports.git(),
        ports.envFile(),
        ports.pm2(),
        ports.whatsapp(),
        ports.neighbours());
  }

  @Override
  public void close() {
    searchAttributes.close();
  }
}
