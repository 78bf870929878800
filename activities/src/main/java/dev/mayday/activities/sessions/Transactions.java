package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.Transaction;
import dev.mayday.incident.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Work in one REPEATABLE READ transaction. The server ends it itself when this side falls silent,
 * so that a dead attempt holds no lock for long.
 */
final class Transactions {
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private final Connections connections;
  private final Duration silence;

  Transactions(Connections connections) {
    this(connections, SILENCE);
  }

  /** With another patience of the server. */
  Transactions(Connections connections, Duration silence) {
    this.connections = connections;
    this.silence = silence;
  }

  /** Reads in one snapshot. */
  <T> T read(Database database, Transaction.Work<T> work) {
    return run(database, true, work);
  }

  /** Changes all or nothing; an answer to the commit that is lost ends in {@code Unavailable}. */
  <T> T change(Database database, Transaction.Work<T> work) {
    return run(database, false, work);
  }

  private <T> T run(Database database, boolean readOnly, Transaction.Work<T> work) {
    Transaction transaction =
        Transaction.snapshot(readOnly)
            .with("idle_in_transaction_session_timeout", silence)
            .and(SessionTables.FIXED);
    try (Connection connection = connections.open(database)) {
      return transaction.run(connection, work);
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
