package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.postgres.SqlName;
import dev.mayday.activities.sessions.SessionRowsAdapter;
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
import java.util.stream.Collectors;

/** Where the sessions of one service lie: its database, its folders, its warm copy. */
record SessionsWard(Service service, HostPorts ports, boolean copied, Looks look) {

  void visit() {
    Looks base = look.stopping(Looks.COPY, Looks.RETURN);
    boolean answers = look(base, "database", this::database);
    look(base, "session tables", this::tables);
    if (answers) inside();
    look(look.stopping(Looks.FALL_BACK), "sessions folder", this::folder);
    look(
        look.stopping(Looks.COPY),
        "copies folder",
        () -> Folders.roomy(service.sessions().copies()));
    look(look.stopping(Looks.FALL_BACK), "warm copy", this::copy);
  }

  /** Of one that does not answer nothing more is asked: it would be one cause in five lines. */
  private void inside() {
    look(look.stopping(Looks.RETURN), "rights on the session tables", this::rights);
    look(look.stopping(Looks.RETURN), "clock of the database", () -> patient().clock());
    look(look.stopping(), "pooler", () -> patient().pooler());
    look(look.stoppingAll(), "temporal's tables", () -> patient().holdsNoTemporal());
  }

  private boolean look(Looks stops, String what, Check check) {
    return stops.at(service.target() + ": " + what, check);
  }

  private Patient patient() {
    return new Patient(service.database(), ports.connections());
  }

  private String rights() {
    new SessionRowsAdapter(ports.connections()).mayReturn(service.database(), service.sessions());
    return "sessions may be written back";
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
    return ports
        .connections()
        .read(
            service.database(),
            connection ->
                rows(connection, auth.table(), ofAuth)
                    + ", "
                    + rows(connection, keys.table(), ofKeys));
  }

  /** Names come from the configuration, where they were checked to be SQL names. */
  private static String rows(Connection connection, String table, List<String> columns)
      throws SQLException {
    String row = columns.stream().map(SqlName::of).collect(Collectors.joining(", "));
    String query = "SELECT count(*), count((" + row + ")) FROM " + SqlName.ofTable(table);
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
    if (!copied) return "is not wanted: a fallback takes what the database or the files still have";
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
