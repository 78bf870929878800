package dev.mayday.starter.setup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table as the catalogue describes it.
 *
 * @param name as mayday.yaml would have it: with its schema where the search path does not lead
 *     there
 * @param sql the same, quoted
 * @param columns in their order
 */
record Table(String name, String sql, List<Column> columns) {
  private static final String ALL =
      "SELECT n.nspname, c.relname, a.attname, t.typname, pg_table_is_visible(c.oid)::text,"
          + " coalesce(a.attnum = ANY (i.indkey), false)::text"
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
          + " JOIN pg_type t ON t.oid = a.atttypid"
          + " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
          + " WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname NOT LIKE 'pg\\_%' AND c.relname NOT LIKE 'mayday%'"
          + " AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"
          + " ORDER BY 1, 2, a.attnum";
  private static final Set<String> JSON = Set.of("json", "jsonb");
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "citext");
  private static final Set<String> IDS =
      Set.of("int2", "int4", "int8", "uuid", "text", "varchar", "bpchar", "citext");
  private static final Set<String> TIMES = Set.of("timestamptz", "timestamp");
  private static final int MOST = 12;

  /**
   * A column.
   *
   * @param key whether the primary key holds it
   */
  record Column(String name, String type, boolean key) {
    boolean time() {
      return TIMES.contains(type);
    }

    boolean text() {
      return TEXTS.contains(type);
    }

    boolean id() {
      return IDS.contains(type);
    }

    boolean json() {
      return JSON.contains(type);
    }
  }

  /** Every table that the role may read. */
  static List<Table> all(Reader reader) throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (List<String> row : reader.rows(ALL)) {
      boolean visible = row.get(4).startsWith("t");
      String sql = Reader.quoted(row.get(0)) + "." + Reader.quoted(row.get(1));
      String name = visible ? row.get(1) : row.get(0) + "." + row.get(1);
      tables
          .computeIfAbsent(sql, key -> new Table(name, sql, new ArrayList<>()))
          .columns
          .add(new Column(row.get(2), row.get(3), row.get(5).startsWith("t")));
    }
    return List.copyOf(tables.values());
  }

  /** Columns that may hold JSON; a text in a wide table is rather something else. */
  List<Column> documents() {
    return columns.stream()
        .filter(column -> column.json() || (column.text() && columns.size() <= MOST))
        .toList();
  }

  /** The columns that fit, those first whose name says so. */
  List<Column> like(Predicate<Column> fits, String... names) {
    Stream<Column> all = columns.stream().filter(fits);
    List<Pattern> patterns = Stream.of(names).map(Pattern::compile).toList();
    return all.sorted(java.util.Comparator.comparingInt(column -> rank(column.name(), patterns)))
        .toList();
  }

  private static int rank(String name, List<Pattern> patterns) {
    for (int i = 0; i < patterns.size(); i++)
      if (patterns.get(i).matcher(name.toLowerCase(java.util.Locale.ROOT)).find()) return i;
    return patterns.size();
  }

  /** The column of this name. */
  Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** How many rows, or about how many where counting takes too long. */
  String count(Reader reader) {
    try {
      return reader.one("SELECT count(*)::text FROM " + sql);
    } catch (SQLException tooLong) {
      return "very many";
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
