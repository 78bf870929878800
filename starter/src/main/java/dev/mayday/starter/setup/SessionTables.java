package dev.mayday.starter.setup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of sessions among all of a database. One that is locked or slow is passed over and
 * named; it hides no other.
 */
final class SessionTables {
  private static final String COMPANIES = "SELECT %s::text FROM %s ORDER BY 1 LIMIT 1000";

  private final Reader reader;
  private final List<String> unread = new ArrayList<>();
  private Optional<AuthTable> auth = Optional.empty();
  private Optional<KeyTable> keys = Optional.empty();

  private SessionTables(Reader reader) {
    this.reader = reader;
  }

  /** Looks at each table that the role may read. */
  static SessionTables in(Reader reader) throws SQLException {
    SessionTables found = new SessionTables(reader);
    for (Table table : Table.all(reader)) found.look(table);
    return found;
  }

  private void look(Table table) {
    try {
      if (auth.isEmpty()) auth = AuthTable.of(reader, table);
      if (keys.isEmpty()) keys = KeyTable.of(reader, table);
    } catch (SQLException locked) {
      passed(table, locked);
    }
  }

  private void passed(Table table, SQLException why) {
    String first = String.valueOf(why.getMessage()).split("\n", 2)[0];
    unread.add("the table " + table + " could not be read (" + first + ")");
  }

  Optional<AuthTable> auth() {
    return auth;
  }

  Optional<KeyTable> keys() {
    return keys;
  }

  /** The companies' ids, as the table of credentials has them; a thousand at most. */
  List<String> companies() {
    Optional<Table.Column> company = auth.flatMap(AuthTable::company);
    return company.isEmpty() ? List.of() : companies(auth.get().table(), company.get());
  }

  private List<String> companies(Table table, Table.Column company) {
    try {
      String select = COMPANIES.formatted(Reader.quoted(company.name()), table.sql());
      return reader.rows(select).stream().map(row -> row.get(0)).toList();
    } catch (SQLException locked) {
      passed(table, locked);
      return List.of();
    }
  }

  /** What was passed over, each in a sentence. */
  List<String> unread() {
    return List.copyOf(unread);
  }
}
