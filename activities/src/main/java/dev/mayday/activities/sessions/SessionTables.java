package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.SqlName;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The two tables as SQL names. Names from the configuration are identifiers, whatever is in them; a
 * dot parts schema and table. A row's version is its {@code updatedAt} and {@code xmin}: the first
 * alone misses writers that forget it, the second alone says nothing of earlier and later.
 *
 * @param auth table of credentials
 * @param keys table of keys
 */
record SessionTables(Table auth, Table keys, String schema) {
  /** Settings of a transaction that make a version's text the same in every session. */
  static final String FIXED = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, MDY'";

  /**
   * A table.
   *
   * @param name quoted
   * @param company its column, as the following ones; quoted
   * @param type an empty literal for credentials
   * @param id an empty literal for credentials
   * @param data the JSON
   * @param updatedAt when the row was written
   * @param zoned whether {@code updatedAt} can be placed in time
   * @param binary whether the server keeps the JSON parsed, and so refuses some of it
   * @param companyType the type of the company's column
   * @param wanted the condition that row {@code t} is the one that {@code u} names, in the columns'
   *     own types, so that an index serves
   */
  record Table(
      String name,
      String company,
      String type,
      String id,
      String data,
      String updatedAt,
      boolean zoned,
      boolean binary,
      String companyType,
      String wanted) {
    /** Whether the column of companies can hold the id, written as the server writes it. */
    boolean holds(String id) {
      try {
        return switch (companyType) {
          case "int2", "smallserial" -> id.equals(Short.toString(Short.parseShort(id)));
          case "int4", "serial" -> id.equals(Integer.toString(Integer.parseInt(id)));
          case "int8", "bigserial" -> id.equals(Long.toString(Long.parseLong(id)));
          case "uuid" -> id.equals(UUID.fromString(id).toString());
          default -> true;
        };
      } catch (IllegalArgumentException none) {
        return false;
      }
    }

    /** The part's name in an undo table. */
    String part() {
      return hasKeys() ? "keys" : "auth";
    }

    boolean hasKeys() {
      return !type.equals("''");
    }

    /** The version of the row with this alias. */
    String version(String alias) {
      return "coalesce(%1$s.%2$s::text, '') || '/' || %1$s.xmin::text".formatted(alias, updatedAt);
    }

    private String moment(String alias) {
      return (zoned ? alias + "." + updatedAt : "NULL") + "::timestamptz";
    }

    private String select(int kind, String data) {
      String key = hasKeys() ? "t.%s::text, t.%s::text".formatted(type, id) : "'', ''";
      return "SELECT t.%s::text, %d, %s, %s, %s, %s FROM %s t"
          .formatted(company, kind, key, data, version("t"), moment("t"), name);
    }

    /** The rows named by three arrays: company, type, id, JSON. */
    String fetch() {
      String key = hasKeys() ? "t.%s::text, t.%s::text".formatted(type, id) : "'', ''";
      return ("SELECT t.%s::text, %s, t.%s::text FROM %s t JOIN"
              + " unnest(?::text[], ?::text[], ?::text[]) u (company, type, id) ON %s")
          .formatted(company, key, data, name, wanted);
    }

    /** The condition that names one row, with a parameter for each column. */
    String row(String alias) {
      String keys = hasKeys() ? " AND %1$s.%2$s = ? AND %1$s.%3$s = ?" : "";
      return ("%1$s.%4$s = ?" + keys).formatted(alias, type, id, company);
    }

    /** The condition that a row is the one that the other alias names as texts. */
    String same(String row, String named) {
      String keys =
          hasKeys() ? " AND %1$s.%3$s::text = %5$s.type AND %1$s.%4$s::text = %5$s.id" : "";
      return ("%1$s.%2$s::text = %5$s.company" + keys).formatted(row, company, type, id, named);
    }
  }

  /** The tables of a store, with what only the database knows of them. */
  static SessionTables of(Connection connection, SessionStore store) throws SQLException {
    String keys = store.keys().table();
    return new SessionTables(
        auth(connection, store.auth()),
        keys(connection, store.keys()),
        keys.contains(".") ? keys.substring(0, keys.lastIndexOf('.')) : "");
  }

  private static Table auth(Connection connection, SessionStore.AuthTable a) throws SQLException {
    String[] types = types(connection, a.table(), a.company(), a.creds(), a.updatedAt());
    return new Table(
        SqlName.ofTable(a.table()),
        SqlName.of(a.company()),
        "''",
        "''",
        SqlName.of(a.creds()),
        SqlName.of(a.updatedAt()),
        types[2].equals("timestamptz"),
        types[1].equals("jsonb"),
        types[0],
        wanted("company", a.company(), types[0]));
  }

  private static Table keys(Connection connection, SessionStore.KeyTable k) throws SQLException {
    String[] types =
        types(connection, k.table(), k.company(), k.data(), k.updatedAt(), k.type(), k.id());
    return new Table(
        SqlName.ofTable(k.table()),
        SqlName.of(k.company()),
        SqlName.of(k.type()),
        SqlName.of(k.id()),
        SqlName.of(k.data()),
        SqlName.of(k.updatedAt()),
        types[2].equals("timestamptz"),
        types[1].equals("jsonb"),
        types[0],
        wanted("company", k.company(), types[0])
            + " AND "
            + wanted("type", k.type(), types[3])
            + " AND "
            + wanted("id", k.id(), types[4]));
  }

  /**
   * All rows after a company, in the order of manifests: company, kind (0 credentials, 1 key),
   * type, id, JSON, version, moment.
   */
  String rows(boolean content) {
    return ("SELECT * FROM (%s UNION ALL %s) r (company, kind, type, id, data, version, moment)"
            + " WHERE company COLLATE \"C\" > ? ORDER BY company COLLATE \"C\", kind,"
            + " type COLLATE \"C\", id COLLATE \"C\"")
        .formatted(
            auth.select(0, content ? "t." + auth.data + "::text" : "NULL"),
            keys.select(1, content ? "t." + keys.data + "::text" : "NULL"));
  }

  /**
   * Keeps other writers out until the end of the transaction. It must be its first statement: only
   * then the snapshot holds everything that was written before the lock.
   */
  static String lock(SessionStore store) {
    return "LOCK TABLE %s, %s IN SHARE ROW EXCLUSIVE MODE"
        .formatted(SqlName.ofTable(store.auth().table()), SqlName.ofTable(store.keys().table()));
  }

  String companies() {
    return "SELECT company FROM (SELECT t.%s::text FROM %s t UNION SELECT t.%s::text FROM %s t) r (company) ORDER BY company COLLATE \"C\""
        .formatted(auth.company, auth.name, keys.company, keys.name);
  }

  /** Whether both tables can hold a company of that id. */
  boolean hold(String company) {
    return auth.holds(company) && keys.holds(company);
  }

  List<Table> both() {
    return List.of(auth, keys);
  }

  /** A table of Mayday's own beside the table of keys, quoted. */
  String beside(String table) {
    return SqlName.ofTable(schema.isEmpty() ? table : schema + "." + table);
  }

  /** The schema of that table, quoted: the first of the search path where none is configured. */
  String home(Connection connection) throws SQLException {
    if (!schema.isEmpty()) return SqlName.of(schema);
    return Catalogue.text(connection, "SELECT quote_ident(current_schema())")
        .orElseThrow(
            () ->
                new Refused(
                    "the role's search path leads to no schema, so no undo table can be made"
                        + "\nHINT: write the tables with their schema in mayday.yaml, or set"
                        + " search_path"));
  }

  private static String[] types(Connection connection, String table, String... columns)
      throws SQLException {
    String list = Arrays.stream(columns).map(SqlName::of).collect(Collectors.joining(", "));
    try (var statement = connection.createStatement();
        var none =
            statement.executeQuery(
                "SELECT " + list + " FROM " + SqlName.ofTable(table) + " WHERE false")) {
      String[] types = new String[columns.length];
      for (int i = 0; i < types.length; i++) types[i] = none.getMetaData().getColumnTypeName(i + 1);
      return types;
    }
  }

  private static String wanted(String name, String column, String type) {
    return "t.%s = u.%s::%s".formatted(SqlName.of(column), name, type);
  }
}
