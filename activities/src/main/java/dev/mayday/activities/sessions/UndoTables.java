package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.SqlName;
import dev.mayday.system.Swept;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All undo tables beside the table of keys. The moment that one was made is its comment. */
final class UndoTables {
  static final String PREFIX = "mayday_undo_";
  static final String MADE_AT = "rows as they were before a return, kept by Mayday at ";

  /** A transaction holds a lock for each table that it drops; the next sweep takes the rest. */
  private static final int AT_ONCE = 100;

  private static final String ALL =
      "SELECT c.oid::regclass::text, obj_description(c.oid, 'pg_class'),"
          + " pg_has_role(c.relowner, 'USAGE') FROM pg_class c WHERE c.relkind = 'r'"
          + " AND c.relnamespace = to_regnamespace(%s) AND starts_with(c.relname, '"
          + PREFIX
          + "') ORDER BY c.relname";

  private UndoTables() {}

  /**
   * One table.
   *
   * @param name quoted where it must be
   * @param comment null when there is none
   * @param own whether the role may drop it
   */
  private record Found(String name, String comment, boolean own) {}

  static Swept sweep(Connection connection, SessionTables tables, Instant before)
      throws SQLException {
    List<String> left = new ArrayList<>();
    int removed = 0;
    for (Found table : all(connection, tables)) {
      Instant made = made(table.comment());
      boolean old = made != null && made.isBefore(before);
      if (made == null) left.add(table.name() + ": it does not say when it was made");
      else if (old && !table.own()) left.add(table.name() + ": it belongs to another role");
      else if (old && removed < AT_ONCE) {
        Transactions.execute(connection, "DROP TABLE " + table.name());
        removed++;
      }
    }
    return new Swept(removed, left);
  }

  /** Those that were made after this moment and can be worked with: their returns never ended. */
  static List<UndoTable> since(Connection connection, SessionTables tables, Instant moment)
      throws SQLException {
    return all(connection, tables).stream()
        .filter(Found::own)
        .filter(table -> made(table.comment()) != null)
        .filter(table -> made(table.comment()).isAfter(moment))
        .map(table -> new UndoTable(table.name(), ""))
        .toList();
  }

  private static List<Found> all(Connection connection, SessionTables tables) throws SQLException {
    String sql = ALL.formatted(SqlName.literal(tables.home(connection)));
    List<Found> all = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next())
        all.add(new Found(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
    }
    return all;
  }

  private static Instant made(String comment) {
    if (comment == null || !comment.startsWith(MADE_AT)) return null;
    try {
      return Instant.parse(comment.substring(MADE_AT.length()));
    } catch (DateTimeException notOurs) {
      return null;
    }
  }
}
