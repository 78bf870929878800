package dev.mayday.activities.sessions;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.system.Unsafe;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Writes one table's rows in batches: first the row as it was into the undo table, then the change.
 */
final class RowWriter implements AutoCloseable {
  private static final int BATCH = 500;

  private final Table table;
  private final PreparedStatement before;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement delete;
  private int waiting;
  private long written;

  RowWriter(Connection connection, Table table, UndoTable undo) throws SQLException {
    this.table = table;
    String keys = table.hasKeys() ? ", " + table.type() + ", " + table.id() : "";
    String places = table.hasKeys() ? "?, ?, ?" : "?";
    before =
        connection.prepareStatement(
            "INSERT INTO %s SELECT '%s', ?, ?, ?, ?, ?, (SELECT row_to_json(t) FROM %s t WHERE %s)"
                .formatted(undo.name(), table.part(), table.name(), table.row("t")));
    insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s%s, %s, %s) VALUES (%s, ?, clock_timestamp())"
                .formatted(
                    table.name(), table.company(), keys, table.data(), table.updatedAt(), places));
    update =
        connection.prepareStatement(
            "UPDATE %s t SET %s = ?, %s = clock_timestamp() WHERE %s"
                .formatted(table.name(), table.data(), table.updatedAt(), table.row("t")));
    delete =
        connection.prepareStatement(
            "DELETE FROM %s t WHERE %s".formatted(table.name(), table.row("t")));
  }

  /** Takes a change; it is written with its batch. */
  void change(Decision decision, String company, KeyName key, byte[] json, String meaning)
      throws SQLException {
    remember(decision, company, key, meaning);
    switch (decision) {
      case INSERT -> data(insert, named(insert, 1, company, key), json);
      case UPDATE -> {
        data(update, 1, json);
        named(update, 2, company, key);
      }
      case DELETE -> named(delete, 1, company, key);
      default -> throw new IllegalArgumentException("not a change: " + decision);
    }
    (decision == Decision.INSERT ? insert : decision == Decision.UPDATE ? update : delete)
        .addBatch();
    if (++waiting >= BATCH) flush();
  }

  /** Writes what waits. */
  void flush() throws SQLException {
    before.executeBatch();
    int changed = counted(insert) + counted(update) + counted(delete);
    if (changed != waiting) throw notOne(changed);
    written += waiting;
    waiting = 0;
    Pulse.beat(written);
  }

  private void remember(Decision decision, String company, KeyName key, String meaning)
      throws SQLException {
    before.setString(1, company);
    before.setString(2, key.type());
    before.setString(3, key.id());
    before.setString(4, action(decision));
    before.setString(5, meaning);
    named(before, 6, company, key);
    before.addBatch();
  }

  private static String action(Decision decision) {
    return switch (decision) {
      case INSERT -> "inserted";
      case UPDATE -> "updated";
      default -> "deleted";
    };
  }

  private int named(PreparedStatement statement, int at, String company, KeyName key)
      throws SQLException {
    untyped(statement, at, company);
    if (!table.hasKeys()) return at + 1;
    untyped(statement, at + 1, key.type());
    untyped(statement, at + 2, key.id());
    return at + 3;
  }

  private static void data(PreparedStatement statement, int at, byte[] json) throws SQLException {
    untyped(statement, at, new String(json, StandardCharsets.UTF_8));
  }

  /** The server knows the column's type, whatever it is. */
  private static void untyped(PreparedStatement statement, int at, String text)
      throws SQLException {
    statement.setObject(at, text, Types.OTHER);
  }

  private static int counted(PreparedStatement statement) throws SQLException {
    int sum = 0;
    for (int count : statement.executeBatch()) sum += count;
    return sum;
  }

  private Unsafe notOne(int changed) {
    return new Unsafe(
        waiting
            + " rows of "
            + table.name()
            + " were to be changed, but it would be "
            + changed
            + "\nHINT: see whether the table holds a key twice, or a trigger interferes");
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement each : new PreparedStatement[] {before, insert, update, delete})
      each.close();
  }
}
