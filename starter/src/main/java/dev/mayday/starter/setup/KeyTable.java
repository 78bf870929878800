package dev.mayday.starter.setup;

import dev.mayday.starter.setup.Table.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table that holds session keys: it is known by the types of key that stand in one of its
 * columns, whatever it is called.
 *
 * @param table the table
 * @param type the column with the types
 * @param found the types that were seen
 */
record KeyTable(Table table, Column type, Set<String> found) {
  private static final String IN = "service.sessions.keys.";

  /** As Baileys calls them ({@code SignalDataTypeMap}). */
  private static final Set<String> TYPES =
      Set.of(
          "pre-key",
          "session",
          "sender-key",
          "sender-key-memory",
          "app-state-sync-key",
          "app-state-sync-version",
          "lid-mapping",
          "device-list",
          "tctoken",
          "identity-key");

  /** Those that only generation 7 keeps. */
  private static final Set<String> SINCE_7 = Set.of("lid-mapping", "device-list", "tctoken");

  private static final String SEEN =
      "SELECT DISTINCT v FROM (SELECT %s::text AS v FROM %s LIMIT 5000) s WHERE v IS NOT NULL"
          + " LIMIT 40";

  private static final String FORMS =
      "SELECT DISTINCT left(ltrim(s.v), 1) FROM (SELECT %s::text AS v FROM %s"
          + " WHERE %s::text = 'sender-key' LIMIT 200) s ORDER BY 1";

  /** What this table is; empty when no column of it holds types of keys and nothing else. */
  static Optional<KeyTable> of(Reader reader, Table table) throws SQLException {
    if (table.columns().size() < 4) return Optional.empty();
    for (Column column : table.like(Column::text, "type|kind|categor")) {
      Set<String> seen = new TreeSet<>();
      for (List<String> row :
          reader.rows(SEEN.formatted(Reader.quoted(column.name()), table.sql())))
        seen.add(row.get(0));
      if (!seen.isEmpty() && TYPES.containsAll(seen))
        return Optional.of(new KeyTable(table, column, seen));
    }
    return Optional.empty();
  }

  /** Where no table is it, no column has a name either. */
  static void missing(Guesses guesses, String how) {
    guesses.missing(
        IN + "table", how + "holds types of keys such as pre-key: see the service's code");
    guesses.missing(IN + "company", AuthTable.COLUMN + "the company's id");
    guesses.missing(IN + "type", AuthTable.COLUMN + "the type of the key");
    guesses.missing(IN + "id", AuthTable.COLUMN + "the name of the key");
    guesses.missing(IN + "data", AuthTable.COLUMN + "the key itself");
    guesses.missing(IN + "updatedAt", AuthTable.COLUMN + "the time of the last change");
  }

  void guess(Guesses guesses, Reader reader, Optional<AuthTable> auth) {
    String types = "holds " + String.join(", ", found);
    guesses.sure(
        IN + "table", table.name(), table.count(reader) + " rows; " + type.name() + " " + types);
    Optional<Column> company = company(auth);
    Optional<Column> data = data();
    AuthTable.found(guesses, IN + "company", company, "the company's id");
    guesses.sure(IN + "type", type.name(), types);
    AuthTable.found(guesses, IN + "id", id(company, data), "the name of the key");
    AuthTable.found(guesses, IN + "data", data, "the key itself");
    AuthTable.changed(guesses, IN, table);
    generation(guesses, data.map(one -> forms(reader, one)).orElse(List.of()));
  }

  /** How sender keys begin: generation 6 keeps a list, 7 a Buffer. */
  private List<String> forms(Reader reader, Column data) {
    try {
      String select =
          FORMS.formatted(Reader.quoted(data.name()), table.sql(), Reader.quoted(type.name()));
      return reader.rows(select).stream().map(row -> row.get(0)).toList();
    } catch (SQLException tooLong) {
      return List.of();
    }
  }

  private void generation(Guesses guesses, List<String> forms) {
    String key = "service.sessions.generation";
    List<String> newer = found.stream().filter(SINCE_7::contains).toList();
    if (forms.equals(List.of("[")) && newer.isEmpty())
      guesses.likely(key, "6", table.name() + " holds sender keys as lists, which 7 cannot read");
    if (forms.equals(List.of("{")))
      guesses.likely(key, "7", table.name() + " holds sender keys as Buffers, which 6 cannot read");
    if (!newer.isEmpty())
      guesses.likely(
          key,
          "7",
          table.name() + " holds " + String.join(", ", newer) + ", which only generation 7 keeps");
  }

  private Optional<Column> company(Optional<AuthTable> auth) {
    Optional<Column> same = auth.flatMap(AuthTable::company).flatMap(c -> table.column(c.name()));
    String kind = auth.flatMap(AuthTable::company).map(Column::type).orElse("");
    return same.or(
        () ->
            table
                .like(
                    column ->
                        column.id()
                            && !column.equals(type)
                            && (kind.isEmpty() || column.type().equals(kind)),
                    AuthTable.COMPANY)
                .stream()
                .findFirst());
  }

  private Optional<Column> data() {
    return table
        .like(
            column -> (column.json() || column.text()) && !column.key() && !column.equals(type),
            "data|value|content|payload|blob|json")
        .stream()
        .min(java.util.Comparator.comparing(column -> !column.json()));
  }

  private Optional<Column> id(Optional<Column> company, Optional<Column> data) {
    List<Column> ids =
        table.like(
            column ->
                column.text()
                    && !column.equals(type)
                    && !Optional.of(column).equals(company)
                    && !Optional.of(column).equals(data),
            "key|name|ident",
            "id");
    return ids.stream().filter(Column::key).findFirst().or(() -> ids.stream().findFirst());
  }
}
