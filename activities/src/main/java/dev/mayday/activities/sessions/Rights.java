package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.SqlName;
import dev.mayday.activities.sessions.SessionTables.Table;
import dev.mayday.system.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the role may do what a return will do, asked while the service still runs: a return that
 * is refused after the stop has cost an outage for nothing. Reads catalogues only.
 */
final class Rights {
  private static final String NOT_WRITABLE =
      "SELECT CASE WHEN pg_is_in_recovery() THEN 'is a standby' WHEN reset_val = 'on' THEN"
          + " 'is set to read only (default_transaction_read_only)' END"
          + " FROM pg_settings WHERE name = 'default_transaction_read_only'";

  private static final String LACKING =
      "CASE WHEN NOT has_table_privilege(%1$s, '%2$s') THEN '%2$s' END";

  /** Only for columns whose default asks it; an identity column's needs no right. */
  private static final String SEQUENCES =
      "SELECT string_agg(DISTINCT s.oid::regclass::text, ', ') FROM pg_attrdef d"
          + " JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid"
          + " AND p.refclassid = 'pg_class'::regclass JOIN pg_class s ON s.oid = p.refobjid"
          + " WHERE d.adrelid = %s AND CASE WHEN s.relkind = 'S' THEN"
          + " NOT has_sequence_privilege(s.oid, 'USAGE, UPDATE') END";

  private final Connection connection;
  private final SessionTables tables;
  private final List<String> missing = new ArrayList<>();
  private final List<String> grants = new ArrayList<>();

  private Rights(Connection connection, SessionTables tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /**
   * Passes when a return may write.
   *
   * @throws Refused naming every right that is missing, and how to give it
   */
  static void require(Connection connection, SessionTables tables) throws SQLException {
    new Rights(connection, tables).require();
  }

  private void require() throws SQLException {
    Optional<String> closed = text(NOT_WRITABLE);
    if (closed.isPresent()) throw closed(closed.get());
    String role = text("SELECT quote_ident(current_user)").orElseThrow();
    for (Table table : tables.both()) table(table, role);
    schema(role);
    fence(role);
    if (!missing.isEmpty()) throw missing();
  }

  private void table(Table table, String role) throws SQLException {
    String oid = SqlName.literal(table.name()) + "::regclass";
    if (text("SELECT CASE WHEN row_security_active(" + oid + ") THEN 'yes' END").isPresent())
      throw hidden(table, role);
    miss(lacking(oid, "SELECT", "INSERT", "UPDATE", "DELETE"), table.name(), role);
    for (String sequence : text(SEQUENCES.formatted(oid)).stream().toList())
      miss(Optional.of("USAGE"), "SEQUENCE " + sequence, role);
  }

  /** The fence and the undo table are made there. */
  private void schema(String role) throws SQLException {
    String name = tables.home(connection);
    String holds =
        "SELECT CASE WHEN NOT has_schema_privilege(to_regnamespace(%1$s), 'CREATE') THEN 'CREATE' END";
    miss(text(holds.formatted(SqlName.literal(name))), "SCHEMA " + name, role);
  }

  /** One that somebody else's role made before. */
  private void fence(String role) throws SQLException {
    String table = tables.beside(FenceTable.NAME);
    String oid = "to_regclass(" + SqlName.literal(table) + ")";
    if (text("SELECT " + oid + "::text").isPresent())
      miss(lacking(oid, "SELECT", "INSERT", "UPDATE"), table, role);
  }

  private Optional<String> lacking(String oid, String... rights) throws SQLException {
    return text(
        Arrays.stream(rights)
            .map(right -> LACKING.formatted(oid, right))
            .collect(Collectors.joining(", ", "SELECT concat_ws(', ', ", ")")));
  }

  private void miss(Optional<String> rights, String on, String role) {
    if (rights.isEmpty()) return;
    missing.add(rights.get() + " on " + on);
    grants.add("GRANT " + rights.get() + " ON " + on + " TO " + role + ";");
  }

  /** The first column of the first row; empty when it is null or has no letters. */
  private Optional<String> text(String sql) throws SQLException {
    return Catalogue.text(connection, sql).filter(text -> !text.isEmpty());
  }

  private Refused missing() {
    return new Refused(
        "the role may not write the sessions back: it lacks "
            + String.join("; ", missing)
            + "\nHINT: as the owner of the tables: "
            + String.join(" ", grants));
  }

  private static Refused closed(String how) {
    return new Refused(
        "the database "
            + how
            + ", so no session can be written back"
            + "\nHINT: let the database's url lead to the primary, and see why it takes no writes");
  }

  private static Refused hidden(Table table, String role) {
    return new Refused(
        "row security hides rows of "
            + table.name()
            + " from the role "
            + role
            + ", so nobody can tell what is newer\nHINT: ALTER ROLE "
            + role
            + " BYPASSRLS; or let the database's url name the tables' owner");
  }
}
