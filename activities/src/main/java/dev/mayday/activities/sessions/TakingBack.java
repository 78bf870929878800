package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.SessionTables.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts the rows back as the undo table has them. */
final class TakingBack {
  private TakingBack() {}

  static void of(Connection connection, SessionTables tables, UndoTable undo) throws SQLException {
    for (Table table : tables.both()) {
      Transactions.execute(connection, remove(table, undo));
      Transactions.execute(connection, restore(table, undo));
      Transactions.execute(connection, again(table, undo, columns(connection, table)));
    }
    undo.drop(connection);
  }

  private static String remove(Table table, UndoTable undo) {
    return "DELETE FROM %s t USING %s u WHERE u.part = '%s' AND u.action = 'inserted' AND %s"
        .formatted(table.name(), undo.name(), table.part(), table.same("t", "u"));
  }

  private static String restore(Table table, UndoTable undo) {
    return "UPDATE %1$s t SET %2$s = b.%2$s, %3$s = b.%3$s FROM %4$s u CROSS JOIN LATERAL json_populate_record(NULL::%1$s, u.before) b WHERE u.part = '%5$s' AND u.action = 'updated' AND %6$s"
        .formatted(
            table.name(),
            table.data(),
            table.updatedAt(),
            undo.name(),
            table.part(),
            table.same("t", "u"));
  }

  private static String again(Table table, UndoTable undo, List<String> columns) {
    return "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT b.%3$s FROM %4$s u CROSS JOIN LATERAL json_populate_record(NULL::%1$s, u.before) b WHERE u.part = '%5$s' AND u.action = 'deleted'"
        .formatted(
            table.name(),
            String.join(", ", columns),
            String.join(", b.", columns),
            undo.name(),
            table.part());
  }

  /** All columns that can be written; generated ones make themselves. */
  private static List<String> columns(Connection connection, Table table) throws SQLException {
    String sql =
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = ?::regclass"
            + " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum";
    List<String> columns = new ArrayList<>();
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, table.name());
      try (var rows = query.executeQuery()) {
        while (rows.next()) columns.add(rows.getString(1));
      }
    }
    return columns;
  }
}
