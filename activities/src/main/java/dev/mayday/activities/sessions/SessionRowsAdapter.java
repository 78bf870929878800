package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.incident.Database;
import dev.mayday.incident.Names;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Returned;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Swept;
import dev.mayday.system.Unsafe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** {@link SessionRows} on PostgreSQL: everything about one return happens in one transaction. */
public final class SessionRowsAdapter implements SessionRows {
  private final Transactions transactions;
  private final Decision.Rule rule;

  /**
   * Works with what these connections lead to.
   *
   * @param connections to the database of the service
   */
  public SessionRowsAdapter(Connections connections) {
    this(connections, Decision::of);
  }

  SessionRowsAdapter(Connections connections, Decision.Rule rule) {
    this.transactions = new Transactions(connections);
    this.rule = rule;
  }

  /**
   * Passes when the role may write sessions back: asked long before a return wants to.
   *
   * @throws Refused naming every right that is missing, and how to give it
   */
  public void mayReturn(Database database, SessionStore store) {
    transactions.read(
        database,
        connection -> {
          Rights.require(connection, SessionTables.of(connection, store));
          return null;
        });
  }

  @Override
  public Returned compare(Database database, SessionStore store) {
    return transactions.read(database, connection -> compare(connection, store));
  }

  @Override
  public Returned bringBack(Database database, SessionStore store, String name, Fence fence) {
    require(name);
    return transactions.change(database, connection -> bring(connection, store, name, fence));
  }

  @Override
  public void takeBack(Database database, SessionStore store, String name, Fence fence) {
    require(name);
    transactions.change(database, connection -> takeBack(connection, store, name, fence));
  }

  @Override
  public String prove(Database database, SessionStore store, String name) {
    require(name);
    return transactions.read(database, connection -> prove(connection, store, name));
  }

  @Override
  public void forget(Database database, SessionStore store, String name) {
    require(name);
    transactions.change(
        database,
        connection -> {
          UndoTable.of(SessionTables.of(connection, store), name).drop(connection);
          return null;
        });
  }

  @Override
  public Swept sweep(Database database, SessionStore store, Instant before) {
    return transactions.change(
        database,
        connection -> UndoTables.sweep(connection, SessionTables.of(connection, store), before));
  }

  private Returned compare(Connection connection, SessionStore store) throws SQLException {
    SessionTables tables = SessionTables.of(connection, store);
    Rights.require(connection, tables);
    Shape.require(connection, tables);
    return Comparison.of(connection, store, rule).returned();
  }

  private Returned bring(Connection connection, SessionStore store, String name, Fence fence)
      throws SQLException {
    SessionTables tables = guarded(connection, store, fence);
    UndoTable undo = UndoTable.of(tables, name);
    Optional<Returned> already = undo.kept(connection);
    if (already.isPresent()) return already.get();
    takeBackEarlier(connection, store, tables);
    Comparison comparison = Comparison.of(connection, store, rule);
    Bringing.of(connection, comparison, undo);
    return comparison.returned();
  }

  /**
   * An earlier return from these very files brought its rows and could not take them back, since
   * the database was gone again. They are no news of the database's: left there they would win over
   * what the service wrote to files since.
   */
  private static void takeBackEarlier(
      Connection connection, SessionStore store, SessionTables tables) throws SQLException {
    for (UndoTable earlier : UndoTables.since(connection, tables, Base.of(store).at()))
      if (new Proof(connection, tables, earlier).touched() == 0)
        TakingBack.of(connection, tables, earlier);
  }

  private static Void takeBack(Connection connection, SessionStore store, String name, Fence fence)
      throws SQLException {
    SessionTables tables = guarded(connection, store, fence);
    UndoTable undo = UndoTable.of(tables, name);
    if (undo.kept(connection).isEmpty()) return null;
    long touched = new Proof(connection, tables, undo).touched();
    if (touched > 0) throw changed(touched, undo);
    TakingBack.of(connection, tables, undo);
    return null;
  }

  private static String prove(Connection connection, SessionStore store, String name)
      throws SQLException {
    SessionTables tables = SessionTables.of(connection, store);
    UndoTable undo = UndoTable.of(tables, name);
    if (!undo.exists(connection)) throw unknown(undo);
    Proof proof = new Proof(connection, tables, undo);
    long lost = proof.lost();
    if (lost > 0) throw lost(lost, undo);
    long used = proof.used();
    return "all rows that were brought are in the database, as brought or newer: "
        + proof.there()
        + (used == 0 ? "" : "; " + used + " brought pre-keys were used since");
  }

  /** The lock comes before the first look, the fence before the first change. */
  private static SessionTables guarded(Connection connection, SessionStore store, Fence fence)
      throws SQLException {
    Transactions.execute(connection, SessionTables.lock(store));
    SessionTables tables = SessionTables.of(connection, store);
    FenceTable.raise(connection, tables, fence);
    return tables;
  }

  private static void require(String name) {
    try {
      Names.require("run name", name);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage());
    }
  }

  private static Unsafe changed(long rows, UndoTable undo) {
    return new Unsafe(
        rows
            + " rows were changed since they were brought; nothing was taken back"
            + "\nHINT: the rows as they were are in "
            + undo.name()
            + "; decide row by row, then drop it");
  }

  private static Unsafe lost(long rows, UndoTable undo) {
    return new Unsafe(
        rows
            + " rows that were brought are missing or older than brought"
            + "\nHINT: compare with "
            + undo.name()
            + " and the service's folder of files, which is still there");
  }

  private static Refused unknown(UndoTable undo) {
    return new Refused(
        "there is no "
            + undo.name()
            + " that says what was brought\nHINT: bring the sessions back first");
  }
}
