package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.activities.sessions.format.KeyName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The JSON of a few rows, fetched by their names in the snapshot that listed them. */
final class Fetched {
  private final Map<Name, byte[]> json = new HashMap<>();

  private record Name(String company, KeyName key) {}

  static Fetched of(Connection connection, SessionTables tables, List<Row> rows)
      throws SQLException {
    Fetched fetched = new Fetched();
    fetched.add(connection, tables.auth(), rows.stream().filter(Row::creds).toList());
    fetched.add(connection, tables.keys(), rows.stream().filter(row -> !row.creds()).toList());
    return fetched;
  }

  byte[] of(Row row) {
    byte[] found = json.get(new Name(row.company(), row.key()));
    if (found == null)
      throw new IllegalStateException("a row vanished within its snapshot: " + row.key().shown());
    return found;
  }

  private void add(Connection connection, Table table, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) return;
    try (var query = connection.prepareStatement(table.fetch())) {
      query.setArray(1, texts(connection, rows, Row::company));
      query.setArray(2, texts(connection, rows, row -> row.key().type()));
      query.setArray(3, texts(connection, rows, row -> row.key().id()));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          KeyName key = new KeyName(found.getString(2), found.getString(3));
          String text = found.getString(4) == null ? "null" : found.getString(4);
          json.put(new Name(found.getString(1), key), text.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static java.sql.Array texts(
      Connection connection, List<Row> rows, Function<Row, String> text) throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(text).toArray());
  }
}
