package dev.mayday.activities.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One transaction, and what is set in it. Before the database may stand a pooler (PgBouncer and its
 * kin), which hands the session on to the service once the transaction is over: what were set for
 * the session would be set for the service. So all that is set ends with the transaction.
 *
 * @param settings the statements that begin it; none of them takes a snapshot or a lock
 */
public record Transaction(String settings) {
  /** Longer waits for another's lock end in {@link dev.mayday.system.Unavailable}. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  /** Reads and cannot do otherwise; each statement sees what is there when it begins. */
  public static Transaction reading() {
    return new Transaction("SET TRANSACTION READ ONLY").with("lock_timeout", LOCK_WAIT);
  }

  /** All statements see one snapshot, which the first one takes. */
  public static Transaction snapshot(boolean readOnly) {
    String isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    return new Transaction(isolation + (readOnly ? ", READ ONLY" : ""))
        .with("lock_timeout", LOCK_WAIT);
  }

  /** The same with one more of the server's time-outs. */
  public Transaction with(String timeout, Duration time) {
    return and("SET LOCAL " + timeout + " = " + time.toMillis());
  }

  /** The same with one more statement at its beginning, which must be a {@code SET LOCAL}. */
  public Transaction and(String statement) {
    return new Transaction(settings + "; " + statement);
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; what is thrown undoes it. */
    T in(Connection connection) throws SQLException;
  }

  /**
   * Does this work and commits it. Whatever is thrown, nothing of it stays, and the connection is
   * in no transaction afterwards.
   */
  public <T> T run(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    connection.setAutoCommit(false);
    try {
      begin(connection);
      T result = work.in(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) undo(connection);
    }
  }

  private void begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(settings);
    }
  }

  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      // the server undoes it when the connection is gone, and why it is gone is thrown already
    }
  }
}
