package dev.mayday.activities.sessions;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The highest fence of each service, in a row of the database itself: checked and raised in the
 * transaction of the change, so that a stalled attempt cannot commit after a later one.
 */
final class FenceTable {
  static final String NAME = "mayday_fence";

  private FenceTable() {}

  /**
   * Raises the service's fence and holds its row until the transaction ends.
   *
   * @throws Refused when a higher one was seen
   */
  static void raise(Connection connection, SessionTables tables, Fence fence) throws SQLException {
    String table = tables.beside(NAME);
    Transactions.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " (service text PRIMARY KEY, term bigint NOT NULL, epoch integer NOT NULL,"
            + " attempt integer NOT NULL, run text NOT NULL)");
    try (var raise = connection.prepareStatement(sql(table))) {
      raise.setString(1, fence.service());
      raise.setLong(2, fence.term());
      raise.setInt(3, fence.epoch());
      raise.setInt(4, Pulse.attempt());
      raise.setString(5, fence.run());
      if (raise.executeUpdate() == 0) throw stale(fence);
    }
  }

  private static String sql(String table) {
    return "INSERT INTO "
        + table
        + " AS f (service, term, epoch, attempt, run) VALUES (?, ?, ?, ?, ?)"
        + " ON CONFLICT (service) DO UPDATE SET term = excluded.term, epoch = excluded.epoch,"
        + " attempt = excluded.attempt, run = excluded.run"
        + " WHERE (f.term, f.epoch, f.attempt) <= (excluded.term, excluded.epoch, excluded.attempt)"
        + " AND (f.term <> excluded.term OR f.run = excluded.run)";
  }

  private static Refused stale(Fence fence) {
    return new Refused(
        "the fence of "
            + fence.service()
            + " in the database is higher than step "
            + fence.step()
            + " of "
            + fence.run()
            + "\nHINT: a later step or run has taken over; look at it, this one must not act");
  }
}
