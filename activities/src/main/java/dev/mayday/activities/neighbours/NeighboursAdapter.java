package dev.mayday.activities.neighbours;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Neighbourhood;
import dev.mayday.system.Neighbours;
import java.util.List;

/** Looks through /proc, and asks PostgreSQL for its sessions where it answers. */
public final class NeighboursAdapter implements Neighbours {
  private final Connections connections;

  /**
   * @param connections what resolves the database's reference
   */
  public NeighboursAdapter(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Neighbourhood look(
      Checkout checkout,
      Settings settings,
      Database database,
      NodeProcess process,
      List<Neighbour> listed) {
    return new Look(connections, Sockets.now(), Proc.all(), Proc.blind(), listed)
        .around(checkout, settings, database, process);
  }
}
