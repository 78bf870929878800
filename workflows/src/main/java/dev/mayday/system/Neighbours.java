package dev.mayday.system;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Who else lives off what a recovery changes. It only looks: what is stopped and started is PM2's
 * ({@link Pm2}), or a person's.
 */
@ActivityInterface(namePrefix = "Neighbours")
public interface Neighbours {
  /**
   * Finds every process of this host that shares the checkout, the {@code .env} or the database,
   * and every session on the database from elsewhere. Not found are the service itself, PM2's
   * daemon, Mayday, and what people look and repair with (shells, editors, git, psql …), unless
   * that runs a script of the checkout. Whoever is listed and runs on this host is found whether or
   * not anything of what it shares is to be seen, such as a connection to a database that is dead;
   * it shares what mayday.yaml says. What cannot be looked at is said and stops nothing; a listed
   * neighbour that it may be is {@linkplain Neighbourhood#doubtful named}, for nobody must take it
   * for stopped.
   *
   * @param listed the neighbours that mayday.yaml lists, to be recognised
   */
  @Effect(Effect.Kind.READ)
  Neighbourhood look(
      Checkout checkout,
      Settings settings,
      Database database,
      NodeProcess process,
      List<Neighbour> listed);
}
