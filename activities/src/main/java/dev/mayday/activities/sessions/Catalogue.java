package dev.mayday.activities.sessions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What the database's catalogues say. */
final class Catalogue {
  private Catalogue() {}

  /** The first column of the first row; empty when it is null or there is none. */
  static Optional<String> text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }
}
