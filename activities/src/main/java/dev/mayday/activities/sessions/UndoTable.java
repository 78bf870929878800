package dev.mayday.activities.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mayday.activities.postgres.SqlName;
import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.system.Returned;
import dev.mayday.system.Unsafe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a return changed, row by row: what was done, the row as it was, the meaning of what was
 * brought and the version that the row then had. It is made in the transaction of the change, so
 * that it is there exactly when the change is; one row of it keeps the result for whoever asks
 * again.
 *
 * @param name quoted
 * @param run whose
 */
record UndoTable(String name, String run) {
  private static final int LONGEST = 40;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  static UndoTable of(SessionTables tables, String run) {
    boolean fits = run.length() <= LONGEST;
    String suffix = fits ? run : run.substring(0, LONGEST) + "_" + digest(run);
    return new UndoTable(tables.beside(UndoTables.PREFIX + suffix), run);
  }

  boolean exists(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, name);
      try (var answer = query.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  void create(Connection connection) throws SQLException {
    Transactions.execute(
        connection,
        "CREATE TABLE "
            + name
            + " (part text NOT NULL, company text NOT NULL, type text NOT NULL, id text NOT NULL,"
            + " action text NOT NULL, meaning text, before json, after text,"
            + " PRIMARY KEY (part, company, type, id))");
    Transactions.execute(
        connection,
        "COMMENT ON TABLE " + name + " IS " + SqlName.literal(UndoTables.MADE_AT + Instant.now()));
  }

  void drop(Connection connection) throws SQLException {
    Transactions.execute(connection, "DROP TABLE IF EXISTS " + name);
  }

  /** Keeps the result; the row's company is the run's name, which no part but this one uses. */
  void keep(Connection connection, Returned returned) throws SQLException {
    try (var keep =
        connection.prepareStatement(
            "INSERT INTO " + name + " VALUES ('result', ?, '', '', 'brought', NULL, ?::json)")) {
      keep.setString(1, run);
      keep.setString(2, MAPPER.writeValueAsString(returned));
      keep.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result cannot be written", e);
    }
  }

  /** The result of the attempt that committed; empty when none did. */
  Optional<Returned> kept(Connection connection) throws SQLException {
    if (!exists(connection)) return Optional.empty();
    String sql = "SELECT before::text FROM " + name + " WHERE part = 'result' AND company = ?";
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, run);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) throw foreign();
        return Optional.of(MAPPER.readValue(rows.getString(1), Returned.class));
      }
    } catch (JsonProcessingException e) {
      throw foreign();
    }
  }

  /** Notes the versions that the rows have now. */
  void seal(Connection connection, SessionTables tables) throws SQLException {
    for (Table table : tables.both())
      Transactions.execute(
          connection,
          "UPDATE %s u SET after = %s FROM %s t WHERE u.part = '%s' AND u.action <> 'deleted' AND %s"
              .formatted(
                  name, table.version("t"), table.name(), table.part(), table.same("t", "u")));
  }

  private Unsafe foreign() {
    return new Unsafe(
        "the table "
            + name
            + " was not made by this run\nHINT: look at it, then drop or rename it");
  }

  private static String digest(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
