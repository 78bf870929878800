package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.KeyName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Walks over all rows in the order of manifests, a few hundred in memory at a time. */
final class RowCursor implements AutoCloseable {
  private static final int FETCH = 500;
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final boolean content;

  /**
   * @param after companies up to this one are left out
   * @param content whether the JSON is wanted, or only versions
   */
  RowCursor(Connection connection, SessionTables tables, String after, boolean content)
      throws SQLException {
    this.content = content;
    this.statement = connection.prepareStatement(tables.rows(content));
    statement.setFetchSize(FETCH);
    statement.setString(1, after);
    this.rows = statement.executeQuery();
  }

  /** The next row; empty at the end. */
  Optional<Row> next() throws SQLException {
    if (!rows.next()) return Optional.empty();
    boolean creds = rows.getInt(2) == 0;
    KeyName key = creds ? Row.CREDS : new KeyName(rows.getString(3), rows.getString(4));
    OffsetDateTime at = rows.getObject(7, OffsetDateTime.class);
    return Optional.of(
        new Row(
            rows.getString(1), key, json(), rows.getString(6), at == null ? null : at.toInstant()));
  }

  private byte[] json() throws SQLException {
    if (!content) return null;
    String text = rows.getString(5);
    return text == null ? NULL : text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}
