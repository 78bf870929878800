package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.incident.Service;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.system.Source;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Where the sessions of one service lie: its database, its folders, its warm copy. */
record SessionsWard(Service service, HostPorts ports, BiConsumer<String, Check> look) {

  void visit() {
    look("database", this::database);
    look("session tables", this::tables);
    look("sessions folder", this::folder);
    look("copies folder", () -> Folders.roomy(service.sessions().copies()));
    look("warm copy", this::copy);
  }

  private void look(String what, Check check) {
    look.accept(service.target() + ": " + what, check);
  }

  private String database() {
    Reachability found = ports.postgres().probe(service.database());
    if (found.ready()) return "answers within " + found.took().toMillis() + " ms";
    throw new Unavailable(
        "the database does not answer: "
            + found.state()
            + ", "
            + found.detail()
            + "\nHINT: if this is no emergency, see whether "
            + service.database().url()
            + " is right and can be reached from this host");
  }

  private String tables() {
    SessionStore store = service.sessions();
    SessionStore.AuthTable auth = store.auth();
    SessionStore.KeyTable keys = store.keys();
    List<String> ofAuth = List.of(auth.company(), auth.creds(), auth.updatedAt());
    List<String> ofKeys =
        List.of(keys.company(), keys.type(), keys.id(), keys.data(), keys.updatedAt());
    try (Connection connection = ports.connections().open(service.database())) {
      String found =
          rows(connection, auth.table(), ofAuth) + ", " + rows(connection, keys.table(), ofKeys);
      writable(connection, auth.table());
      writable(connection, keys.table());
      return found;
    } catch (SQLException e) {
      throw ports.connections().failure(e);
    }
  }

  /** The way back writes rows and makes its undo table beside them. */
  private static void writable(Connection connection, String table) throws SQLException {
    String query =
        "SELECT has_schema_privilege(relnamespace, 'CREATE')"
            + " AND has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE')"
            + " AND has_table_privilege(oid, 'DELETE') FROM pg_class WHERE oid = '"
            + table
            + "'::regclass";
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      if (answer.next() && answer.getBoolean(1)) return;
      throw new Refused(
          "the role may not write "
              + table
              + " or make a table beside it, so nothing could return to the database"
              + "\nHINT: GRANT INSERT, UPDATE, DELETE on it and CREATE on its schema to the role");
    }
  }

  /** Names come from the configuration, where they were checked to be SQL names. */
  private static String rows(Connection connection, String table, List<String> columns)
      throws SQLException {
    String query = "SELECT count(*), count((" + String.join(", ", columns) + ")) FROM " + table;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return table + " " + rows.getLong(1) + " rows";
    }
  }

  /** Two folders are exchanged and removed where the service's own would be. */
  private String folder() {
    Path parent = Path.of(service.sessions().folder()).getParent();
    Path one = null;
    Path other = null;
    try {
      one = Files.createTempDirectory(parent, ".mayday-check");
      other = Files.createTempDirectory(parent, ".mayday-check");
      Linux.exchange(one, other);
      return "folders beside it are exchanged in one step";
    } catch (IOException e) {
      throw new Refused(
          "folders in "
              + parent
              + " cannot be exchanged in one step: "
              + e.getClass().getSimpleName()
              + "\nHINT: the worker must own it, and its file system must know RENAME_EXCHANGE"
              + " (ext4, xfs, btrfs, tmpfs do)");
    } finally {
      remove(one);
      remove(other);
    }
  }

  private static void remove(Path folder) {
    try {
      if (folder != null) Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new Refused(folder + " cannot be removed\nHINT: remove it by hand; it is empty");
    }
  }

  private String copy() {
    Instant newest =
        ports.sessions().sources(service.database(), service.sessions()).stream()
            .filter(source -> source.kind() == Source.Kind.WARM_COPY)
            .map(Source::snapshot)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElseThrow(
                () ->
                    new Refused(
                        "there is no warm copy yet\nHINT: run mayday schedules apply, and wait"
                            + " for the first"));
    Duration age = Duration.between(newest, Instant.now());
    if (age.compareTo(service.sessions().maxCopyAge()) <= 0) return "is " + said(age) + " old";
    throw new Refused(
        "the warm copy is "
            + said(age)
            + " old\nHINT: see in the Web UI why KeepWarmCopy does not refresh it");
  }

  private static String said(Duration age) {
    return age.toMinutes() < 2 ? age.toSeconds() + " s" : age.toMinutes() + " min";
  }
}
