package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link LiveRows} out of PostgreSQL. */
public final class DatabaseRows implements LiveRows {
  private final Transactions transactions;

  /**
   * Reads from what these connections lead to.
   *
   * @param connections to the database of the service
   */
  public DatabaseRows(Connections connections) {
    this.transactions = new Transactions(connections);
  }

  @Override
  public Rows count(Database database, SessionStore store) {
    return transactions.read(database, connection -> count(connection, store));
  }

  @Override
  public void export(Database database, SessionStore store, String after, Sink sink) {
    transactions.read(database, connection -> export(connection, store, after, sink));
  }

  private static Rows count(Connection connection, SessionStore store) throws SQLException {
    SessionTables tables = SessionTables.of(connection, store);
    List<String> companies = new ArrayList<>();
    try (var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery(tables.companies())) {
        while (rows.next()) companies.add(rows.getString(1));
      }
      try (var count = statement.executeQuery("SELECT count(*) FROM " + tables.keys().name())) {
        count.next();
        return new Rows(List.copyOf(companies), count.getLong(1));
      }
    }
  }

  private static Void export(Connection connection, SessionStore store, String after, Sink sink)
      throws SQLException {
    SessionTables tables = SessionTables.of(connection, store);
    try (RowCursor cursor = new RowCursor(connection, tables, after, true)) {
      String company = null;
      for (Optional<Row> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        Row row = next.get();
        if (row.creds()) sink.company(row.company(), row.json(), row.version());
        else if (!row.company().equals(company)) sink.company(row.company(), null, "");
        if (!row.creds()) sink.key(row.key().type(), row.key().id(), row.json(), row.version());
        company = row.company();
      }
      return null;
    }
  }
}
