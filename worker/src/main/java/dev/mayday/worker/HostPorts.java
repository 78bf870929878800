package dev.mayday.worker;

import dev.mayday.activities.env.EnvFileAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Host;
import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.git.GitAdapter;
import dev.mayday.activities.neighbours.NeighboursAdapter;
import dev.mayday.activities.pm2.Pm2Adapter;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.DatabaseRows;
import dev.mayday.activities.sessions.SessionRowsAdapter;
import dev.mayday.activities.sessions.SessionsAdapter;
import dev.mayday.activities.sessions.WarmCopyAdapter;
import dev.mayday.activities.whatsapp.WhatsAppAdapter;
import dev.mayday.system.EnvFile;
import dev.mayday.system.Git;
import dev.mayday.system.Neighbours;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Sessions;
import dev.mayday.system.WarmCopy;
import dev.mayday.system.WhatsApp;
import java.nio.file.Path;

/**
 * The ports that act on a host, and need no Temporal service: the doctor looks through them also
 * when there is none.
 *
 * @param postgres probes the database
 * @param connections opens connections to it
 * @param sessions knows the copies
 * @param rows writes sessions back
 * @param copy refreshes the warm copy
 * @param git reads the checkout
 * @param envFile reads the settings
 * @param pm2 reads the process
 * @param whatsapp sees the connection
 * @param neighbours finds who else lives off checkout, settings and database
 */
record HostPorts(
    Postgres postgres,
    Connections connections,
    Sessions sessions,
    SessionRows rows,
    WarmCopy copy,
    Git git,
    EnvFile envFile,
    Pm2 pm2,
    WhatsApp whatsapp,
    Neighbours neighbours) {

  static HostPorts of(EstateFile estate, Secrets secrets, String host) {
    Path state = Path.of(estate.state());
    Host machine = estate.hosts().get(host);
    Connections connections = new Connections(secrets);
    Fences fences = new Fences(state.resolve("fences"));
    Pm2 pm2 = new Pm2Adapter(Path.of(machine.node()), Path.of(machine.pm2()), fences);
    return new HostPorts(
        new PostgresAdapter(connections),
        connections,
        new SessionsAdapter(new DatabaseRows(connections), fences),
        new SessionRowsAdapter(connections),
        new WarmCopyAdapter(connections),
        new GitAdapter(machine.git(), fences),
        new EnvFileAdapter(state.resolve("sealed"), fences),
        pm2,
        new WhatsAppAdapter(secrets, pm2),
        new NeighboursAdapter(connections));
  }
}
