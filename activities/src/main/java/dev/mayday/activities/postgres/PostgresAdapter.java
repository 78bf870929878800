package dev.mayday.activities.postgres;

import dev.mayday.incident.Database;
import dev.mayday.system.Postgres;
import dev.mayday.system.Reachability;
import dev.mayday.system.Reachability.State;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Probes PostgreSQL with a connection of its own, never with one that was open before. */
public final class PostgresAdapter implements Postgres {
  private static final Set<State> MAYBE_NETWORK = Set.of(State.DNS, State.TIMEOUT);
  private static final Duration WITNESS_WITHIN = Duration.ofSeconds(3);

  private final Connections connections;

  /**
   * @param connections what resolves the database's reference
   */
  public PostgresAdapter(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Reachability probe(Database database) {
    DatabaseUrl url = connections.resolve(database);
    Instant at = Instant.now();
    long start = System.nanoTime();
    Found found = found(url, database.connectWithin());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Found judged = judged(found, database.witnesses(), database.connectWithin());
    return new Reachability(judged.state(), connections.mask(judged.detail()), at, took);
  }

  private record Found(State state, String detail) {}

  private static Found found(DatabaseUrl url, Duration within) {
    AtomicBoolean resolving = new AtomicBoolean(true);
    try {
      Deadline.run(within, () -> select(url, within, resolving)).close();
      return new Found(State.READY, "postgresql answered");
    } catch (SQLException e) {
      Diagnosis diagnosis = Diagnosis.of(e);
      return new Found(diagnosis.state(), diagnosis.detail());
    } catch (Deadline.Passed e) {
      return resolving.get()
          ? new Found(State.DNS, "the name server did not answer for " + url.hosts())
          : new Found(State.TIMEOUT, "no answer within " + within);
    }
  }

  private static Connection select(DatabaseUrl url, Duration within, AtomicBoolean resolving)
      throws SQLException {
    for (String host : url.hosts()) resolve(host, url.hosts());
    resolving.set(false);
    Connection connection = Connections.source(url, within, within).getConnection();
    try (var statement = connection.createStatement();
        var one = statement.executeQuery("SELECT 1")) {
      one.next();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Of several hosts any may answer, so the driver decides there. */
  private static void resolve(String host, List<String> hosts) throws SQLException {
    try {
      InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      if (hosts.size() == 1)
        throw new SQLException("the host " + host + " has no address", "08001", e);
    }
  }

  private static Found judged(Found found, List<String> witnesses, Duration within) {
    Duration patience = within.compareTo(WITNESS_WITHIN) < 0 ? within : WITNESS_WITHIN;
    if (!MAYBE_NETWORK.contains(found.state()) || !Witnesses.allSilent(witnesses, patience))
      return found;
    return new Found(State.NETWORK_DOWN, found.detail() + "; no witness answers either");
  }
}
