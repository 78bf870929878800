package dev.mayday.activities.neighbours;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Database;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who has a session on the database, as PostgreSQL itself tells, where it answers. */
record Guests(Connections connections) {
  /** A database that is down is the emergency: nobody waits long for its answer. */
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final String SESSIONS =
      "SELECT coalesce(application_name, ''), coalesce(host(client_addr), ''),"
          + " coalesce(client_port, -1), backend_type IS NULL FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
          + " AND coalesce(backend_type, 'client backend') = 'client backend'";

  /**
   * One session.
   *
   * @param application the name that the client gave itself
   * @param address of the client; empty over a local socket, or where the role may not see it
   * @param port the client's; -1 where it has none
   * @param hidden whether the role may not see whose it is
   */
  record Guest(String application, String address, int port, boolean hidden) {
    private static final int LONGEST = 60;

    /** As patterns of mayday.yaml are held against it. */
    String text() {
      String name =
          application.length() > LONGEST ? application.substring(0, LONGEST) : application;
      return name + "@" + (address.isEmpty() ? "socket" : address);
    }

    /** Where it comes from; null where nothing tells. */
    InetSocketAddress from() {
      try {
        return address.isEmpty() || port < 0
            ? null
            : new InetSocketAddress(InetAddress.getByName(address), port);
      } catch (UnknownHostException noAddress) {
        return null;
      }
    }
  }

  /**
   * Every other session on the database.
   *
   * @throws Unavailable when it does not answer
   * @throws Refused when it does not let this role in
   */
  List<Guest> of(Database database) {
    Duration within =
        database.connectWithin().compareTo(WITHIN) < 0 ? database.connectWithin() : WITHIN;
    Database soon =
        new Database(
            database.url(),
            within,
            database.probeApart(),
            database.stableFor(),
            database.witnesses());
    return connections.read(soon, Guests::all);
  }

  private static List<Guest> all(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SESSIONS)) {
      List<Guest> all = new ArrayList<>();
      while (rows.next())
        all.add(
            new Guest(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getBoolean(4)));
      return all;
    }
  }
}
