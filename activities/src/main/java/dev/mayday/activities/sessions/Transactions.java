package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Database;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work in one REPEATABLE READ transaction. The server ends it itself when this side falls silent,
 * so that a dead attempt holds no lock for long.
 */
final class Transactions {
  private static final String IDLE = "SET idle_in_transaction_session_timeout = '90s'";

  private final Connections connections;

  Transactions(Connections connections) {
    this.connections = connections;
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Reads in one snapshot. */
  <T> T read(Database database, Work<T> work) {
    return run(database, true, work);
  }

  /** Changes all or nothing; an answer to the commit that is lost ends in {@code Unavailable}. */
  <T> T change(Database database, Work<T> work) {
    return run(database, false, work);
  }

  private <T> T run(Database database, boolean readOnly, Work<T> work) {
    try (Connection connection = connections.open(database)) {
      execute(connection, IDLE);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(readOnly);
      connection.setAutoCommit(false);
      execute(connection, SessionTables.FIXED);
      T result = work.in(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw connections.failure(e);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
