package dev.mayday.activities.postgres;

import dev.mayday.incident.Database;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What stands before a database and hands its sessions from one client to the next. */
public record Pooler(Connections connections) {
  private static final Transaction.Work<Integer> SESSION = Pooler::session;

  /**
   * Whether one shows: a connection has another session than it was told when it was let in, or
   * than a transaction before, or the same one as another connection that is open. A pooler that
   * nobody else uses may show nothing of it.
   *
   * @throws Unavailable when the database does not answer or answers that it cannot now
   * @throws Refused when the reference, the URL, the role, the password or the database is wrong
   */
  public boolean before(Database database) {
    try (Connection one = connections.open(database);
        Connection other = connections.open(database)) {
      int first = Transaction.reading().run(one, SESSION);
      int others = Transaction.reading().run(other, SESSION);
      int next = Transaction.reading().run(one, SESSION);
      int told = one.unwrap(PGConnection.class).getBackendPID();
      return first != told || first != next || first == others;
    } catch (SQLException e) {
      throw connections.failure(e);
    }
  }

  private static int session(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
