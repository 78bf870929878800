package dev.mayday.starter.setup;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.Transaction;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a database and cannot do otherwise: each statement is a read-only transaction, and the
 * server ends one that takes long, or waits for another's lock. Nothing of it stays in the session.
 */
final class Reader implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);
  private static final Transaction READS_ONLY =
      Transaction.reading().with("statement_timeout", WITHIN).with("lock_timeout", LOCK_WAIT);

  private final Connection connection;
  private final List<String> places;

  private Reader(Connection connection, List<String> places) {
    this.connection = connection;
    this.places = places;
  }

  /**
   * Connects.
   *
   * @param reference to a PostgreSQL URL; what it leads to becomes known to the secrets
   * @throws dev.mayday.system.Refused when the URL, the role or the password is wrong
   * @throws dev.mayday.system.Unavailable when the database does not answer
   */
  static Reader open(Secrets secrets, String reference) {
    Connections connections = new Connections(secrets);
    List<String> places = connections.places(database(reference));
    return new Reader(connections.open(database(reference)), places);
  }

  /** Where the URL behind a reference leads, as {@code host:port/name}. */
  static List<String> places(Secrets secrets, String reference) {
    return new Connections(secrets).places(database(reference));
  }

  private static Database database(String reference) {
    return new Database(reference, WITHIN, Duration.ZERO, Duration.ZERO, List.of());
  }

  /** Where it is connected to, for people: {@code host:port/name}. */
  String place() {
    return String.join(", ", places);
  }

  /** Each row as texts; null where the column is. */
  List<List<String>> rows(String sql, String... values) throws SQLException {
    return READS_ONLY.run(connection, within -> asked(within, sql, values));
  }

  private static List<List<String>> asked(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setString(i + 1, values[i]);
      try (ResultSet result = statement.executeQuery()) {
        return all(result);
      }
    }
  }

  /** The first column of the first row; empty when there is none. */
  String one(String sql, String... values) throws SQLException {
    List<List<String>> rows = rows(sql, values);
    return rows.isEmpty() || rows.get(0).get(0) == null ? "" : rows.get(0).get(0);
  }

  private static List<List<String>> all(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) row.add(result.getString(i));
      rows.add(row);
    }
    return rows;
  }

  /** A name as SQL. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
