package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.system.Unsafe;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Shows that the rows are what was brought: before the commit exactly, afterwards or newer. */
final class Proof {
  private static final int FETCH = 500;

  private final Connection connection;
  private final SessionTables tables;
  private final UndoTable undo;

  Proof(Connection connection, SessionTables tables, UndoTable undo) {
    this.connection = connection;
    this.tables = tables;
    this.undo = undo;
  }

  /** How many rows both tables have. */
  long count() throws SQLException {
    String sql =
        "SELECT (SELECT count(*) FROM %s) + (SELECT count(*) FROM %s)"
            .formatted(tables.auth().name(), tables.keys().name());
    return number(sql);
  }

  /** Counts before and after differ by what was inserted and deleted, and by nothing else. */
  void counted(long before, Tally tally) throws SQLException {
    long expected = before + tally.growth();
    long now = count();
    if (now != expected)
      throw wrong(expected + " rows were to be there after the return, but there are " + now);
  }

  /** Every row's parsed JSON is what the file says; what was to go is gone. */
  void brought() throws SQLException {
    for (Table table : tables.both()) brought(table);
  }

  private void brought(Table table) throws SQLException {
    String sql =
        "SELECT u.action, u.meaning, t.%s::text, t.%s IS NOT NULL FROM %s u LEFT JOIN %s t ON %s WHERE u.part = '%s'"
            .formatted(
                table.data(),
                table.company(),
                undo.name(),
                table.name(),
                table.same("t", "u"),
                table.part());
    long bad = 0;
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next())
          if (!holds(rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)))
            bad++;
      }
    }
    if (bad > 0) throw wrong(bad + " rows of " + table.name() + " are not what was brought");
  }

  private static boolean holds(String action, String meaning, String json, boolean there) {
    if (action.equals("deleted")) return !there;
    if (json == null) return false;
    return Content.of(json.getBytes(StandardCharsets.UTF_8)).meaning().equals(meaning);
  }

  /** Rows that are no longer as they were brought, or that stand where one was removed. */
  long touched() throws SQLException {
    long touched = 0;
    for (Table table : tables.both())
      touched +=
          joined(
              table,
              "(u.action = 'deleted' AND t.%1$s IS NOT NULL OR u.action <> 'deleted' AND (t.%1$s IS NULL OR %2$s IS DISTINCT FROM u.after))"
                  .formatted(table.company(), table.version("t")));
    return touched;
  }

  /** Brought rows that are there, as brought or newer. */
  long there() throws SQLException {
    long there = 0;
    for (Table table : tables.both())
      there += joined(table, "u.action <> 'deleted' AND " + good(table));
    return there;
  }

  /**
   * Brought rows that are missing or older. A pre-key is used up by a new contact's first message,
   * so one may be gone where the service has written to the company since.
   */
  long lost() throws SQLException {
    return lost(tables.auth(), "true") + lost(tables.keys(), "NOT (" + usedUp() + ")");
  }

  /** Brought pre-keys that were used since. */
  long used() throws SQLException {
    return lost(tables.keys(), usedUp());
  }

  private long lost(Table table, String and) throws SQLException {
    return joined(
        table, "u.action <> 'deleted' AND (%s) IS NOT TRUE AND %s".formatted(good(table), and));
  }

  private static String good(Table table) {
    return "t.%s IS NOT NULL AND regexp_replace(%s, '/[^/]*$', '') >= regexp_replace(u.after, '/[^/]*$', '')"
        .formatted(table.company(), table.version("t"));
  }

  private String usedUp() {
    Table keys = tables.keys();
    return "u.type = 'pre-key' AND t.%1$s IS NULL AND EXISTS (SELECT FROM %2$s n WHERE n.%1$s::text = u.company AND regexp_replace(%3$s, '/[^/]*$', '') > regexp_replace(u.after, '/[^/]*$', ''))"
        .formatted(keys.company(), keys.name(), keys.version("n"));
  }

  private long joined(Table table, String where) throws SQLException {
    return number(
        "SELECT count(*) FROM %s u LEFT JOIN %s t ON %s WHERE u.part = '%s' AND %s"
            .formatted(undo.name(), table.name(), table.same("t", "u"), table.part(), where));
  }

  private long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  private static Unsafe wrong(String what) {
    return new Unsafe(
        what
            + "\nHINT: nothing was committed; see whether a trigger or rule changes what is written");
  }
}
