package dev.mayday.worker;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.Pooler;
import dev.mayday.incident.Database;
import dev.mayday.system.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What the doctor asks the database of a service itself. */
record Patient(Database database, Connections connections) {
  /** Of Temporal's schema for PostgreSQL, whatever its version; no service has them all. */
  private static final String TABLES =
      "SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'p') AND c.relname IN"
          + " ('executions', 'history_node', 'history_tree', 'current_executions')"
          + " GROUP BY 1 HAVING count(*) = 4";

  private static final String NEIGHBOURS =
      "SELECT datname FROM pg_database WHERE datname IN ('temporal', 'temporal_visibility')"
          + " ORDER BY 1";

  /**
   * How far this machine's clock is from the database's.
   *
   * @throws Refused when it is further than {@link Offset#TOLERANCE}
   */
  String clock() {
    return connections.read(
        database,
        connection -> {
          Instant before = Instant.now();
          Instant theirs = time(connection);
          return Clocks.judge(List.of(Offset.of("the database", theirs, before, Instant.now())));
        });
  }

  /**
   * Says whether a pooler stands before it. One stops nothing: no scenario needs a session beyond a
   * transaction (no lock of a session, no LISTEN, no temporary table), and none leaves anything.
   */
  String pooler() {
    return new Pooler(connections).before(database)
        ? "a pooler stands before the database, and hands its sessions from one client to the next."
            + " It stops nothing: all that Mayday sets ends with its transaction. But who lives"
            + " elsewhere may not be seen, and a pool that is full looks like a database that is"
            + " down"
        : "none is seen: each connection has a session of its own";
  }

  /**
   * Says that Temporal's store is not here.
   *
   * @throws Refused when it is, or is a neighbour on the same server
   */
  String holdsNoTemporal() {
    return connections.read(
        database,
        connection -> {
          for (String schema : texts(connection, TABLES))
            throw here("its schema " + schema + " holds the tables of a Temporal server");
          for (String neighbour : texts(connection, NEIGHBOURS))
            throw here("its server also holds the database " + neighbour);
          return "are not in it, nor beside it on its server";
        });
  }

  private static Refused here(String how) {
    return new Refused(
        how
            + ": Mayday would go down with the database that it recovers"
            + "\nHINT: give Temporal a PostgreSQL of its own, or a file; docs/doctor.md says how to see"
            + " which store a server has");
  }

  private static Instant time(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) all.add(rows.getString(1));
    }
    return all;
  }
}
