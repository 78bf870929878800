package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.SqlName;
import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.system.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a table takes the rows that a return makes, asked while the service still runs: they have
 * the configured columns and no others. Reads catalogues only.
 */
final class Shape {
  /** Columns that want a value of every row; a default or a trigger before the row gives one. */
  private static final String WANTED =
      "SELECT string_agg(a.attname, ', ' ORDER BY a.attnum) FROM pg_attribute a"
          + " JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = %1$s AND a.attnum > 0"
          + " AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''"
          + " AND y.typdefault IS NULL AND a.attname <> ALL (ARRAY[%2$s]::name[])"
          + " AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = a.attrelid"
          + " AND NOT g.tgisinternal AND g.tgtype & 7 = 7)";

  private static final String NO_TIME =
      "SELECT format_type(a.atttypid, NULL) FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid"
          + " WHERE a.attrelid = %1$s AND a.attname = %2$s AND y.typcategory <> 'D'";

  private final Connection connection;

  private Shape(Connection connection) {
    this.connection = connection;
  }

  /**
   * Passes when rows can be made.
   *
   * @throws Refused naming the column that speaks against it
   */
  static void require(Connection connection, SessionTables tables) throws SQLException {
    for (Table table : tables.both()) new Shape(connection).require(table);
  }

  private void require(Table table) throws SQLException {
    String oid = SqlName.literal(table.name()) + "::regclass";
    String known =
        Stream.of(table.company(), table.type(), table.id(), table.data(), table.updatedAt())
            .filter(column -> column.startsWith("\""))
            .map(Shape::text)
            .collect(Collectors.joining(", "));
    Optional<String> wanted = Catalogue.text(connection, WANTED.formatted(oid, known));
    if (wanted.isPresent()) throw wanting(table, wanted.get());
    String at = text(table.updatedAt());
    Optional<String> noTime = Catalogue.text(connection, NO_TIME.formatted(oid, at));
    if (noTime.isPresent()) throw timeless(table, noTime.get());
  }

  /** A quoted name as the catalogues have it. */
  private static String text(String quoted) {
    return SqlName.literal(quoted.substring(1, quoted.length() - 1).replace("\"\"", "\""));
  }

  private static Refused wanting(Table table, String columns) {
    return new Refused(
        table.name()
            + " wants a value in every row that a return does not know: "
            + columns
            + "\nHINT: give the column a default, or let it be null; rows that came on files have"
            + " the configured columns and no others");
  }

  private static Refused timeless(Table table, String type) {
    return new Refused(
        "the column "
            + table.updatedAt()
            + " of "
            + table.name()
            + " is of type "
            + type
            + ", into which no time can be written"
            + "\nHINT: let updatedAt in mayday.yaml name a column with a time, timestamptz at best");
  }
}
