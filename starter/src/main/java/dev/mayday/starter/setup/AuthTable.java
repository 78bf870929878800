package dev.mayday.starter.setup;

import dev.mayday.starter.setup.Table.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table that holds credentials: it is known by what stands in them, whatever it is called.
 *
 * @param table the table
 * @param creds the column with credentials
 * @param held how many rows of those that were looked at hold credentials
 * @param looked how many were looked at
 */
record AuthTable(Table table, Column creds, int held, int looked) {
  /** What a person is asked for where a column is not known. */
  static final String COLUMN = "the name of its column with ";

  private static final String IN = "service.sessions.auth.";

  private static final String HELD =
      "SELECT count(*)::text, count(*) FILTER (WHERE d LIKE '%%\"signedIdentityKey\"%%')::text"
          + " FROM (SELECT %s::text AS d FROM %s LIMIT 20) s";

  /** Names of a column of companies, the likelier first. */
  static final String[] COMPANY = {
    "compan",
    "tenant",
    "account|organi[sz]ation|workspace",
    "client|customer|shop|store",
    "instance|session|device|user|owner",
    "_id$|^id$"
  };

  /** Names of a column of the last change, the likelier first. */
  static final String[] CHANGED = {
    "updat|modif|chang", "touch|saved|written|last", "_at$|_on$|time"
  };

  /** What this table is; empty when no row of it holds credentials. */
  static Optional<AuthTable> of(Reader reader, Table table) throws SQLException {
    for (Column column : table.documents()) {
      List<String> row =
          reader.rows(HELD.formatted(Reader.quoted(column.name()), table.sql())).get(0);
      int held = Integer.parseInt(row.get(1));
      if (held > 0)
        return Optional.of(new AuthTable(table, column, held, Integer.parseInt(row.get(0))));
    }
    return Optional.empty();
  }

  /** The column of companies; the primary key of credentials is the company. */
  Optional<Column> company() {
    List<Column> ids = table.like(column -> column.id() && !column.equals(creds), COMPANY);
    return ids.stream().filter(Column::key).findFirst().or(() -> ids.stream().findFirst());
  }

  /** Where no table is it, no column has a name either. */
  static void missing(Guesses guesses, String how) {
    guesses.missing(IN + "table", how + "holds signedIdentityKey: see the service's code");
    guesses.missing(IN + "company", COLUMN + "the company's id");
    guesses.missing(IN + "creds", COLUMN + "the credentials");
    guesses.missing(IN + "updatedAt", COLUMN + "the time of the last change");
  }

  void guess(Guesses guesses, Reader reader) {
    guesses.sure(
        IN + "table",
        table.name(),
        "%s rows; %d of %d looked at hold signedIdentityKey in %s"
            .formatted(table.count(reader), held, looked, creds.name()));
    found(guesses, IN + "company", company(), "the company's id");
    guesses.sure(IN + "creds", creds.name(), "holds signedIdentityKey; " + said(creds));
    changed(guesses, IN, table);
  }

  /** A column that looks like it, else it is for a person to say. */
  static void found(Guesses guesses, String key, Optional<Column> column, String what) {
    column.ifPresentOrElse(
        one -> guesses.likely(key, one.name(), said(one)),
        () -> guesses.missing(key, COLUMN + what));
  }

  static String said(Column column) {
    return "type " + column.type() + (column.key() ? ", in the primary key" : "");
  }

  static void changed(Guesses guesses, String in, Table table) {
    List<Column> times = table.like(Column::time, CHANGED);
    if (times.isEmpty())
      guesses.missing(
          in + "updatedAt",
          table.name() + " has no column of type timestamptz; the service must keep one");
    else
      guesses.likely(
          in + "updatedAt",
          times.get(0).name(),
          said(times.get(0)),
          times.stream().skip(1).map(Column::name).toArray(String[]::new));
  }
}
