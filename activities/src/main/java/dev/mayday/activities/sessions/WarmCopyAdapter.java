package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.activities.sessions.format.Summary;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Refused;
import dev.mayday.system.Source;
import dev.mayday.system.Unavailable;
import dev.mayday.system.WarmCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** {@link WarmCopy} from PostgreSQL into a folder of this host. */
public final class WarmCopyAdapter implements WarmCopy {
  private final Transactions transactions;
  private final Clock clock;

  /**
   * Works with what these connections lead to.
   *
   * @param connections to the database of the service
   */
  public WarmCopyAdapter(Connections connections) {
    this(connections, Clock.systemUTC());
  }

  WarmCopyAdapter(Connections connections, Clock clock) {
    this.transactions = new Transactions(connections);
    this.clock = clock;
  }

  @Override
  public Copy refresh(Database database, SessionStore store) {
    Path copies = Path.of(store.copies()).toAbsolutePath().normalize();
    apart(copies, Path.of(store.folder()).toAbsolutePath().normalize());
    try {
      Disk.folder(copies);
      return alone(copies, () -> refresh(database, store, new Generations(copies)));
    } catch (IOException e) {
      throw Disk.failed(copies, e);
    }
  }

  private Copy refresh(Database database, SessionStore store, Generations generations)
      throws IOException {
    Optional<String> current = generations.current();
    String name = generations.next(clock.instant());
    try {
      return transactions.read(
          database, connection -> refresh(connection, store, generations, current, name));
    } catch (UncheckedIOException e) {
      generations.clear();
      throw e.getCause();
    }
  }

  private Copy refresh(
      Connection connection,
      SessionStore store,
      Generations generations,
      Optional<String> current,
      String name)
      throws SQLException {
    Instant here = clock.instant();
    SessionFolder folder = generations.folder(name);
    SessionTables tables = SessionTables.of(connection, store);
    Instant there = now(connection);
    CompanyFolders names = Place.names(store);
    ManifestHeader header =
        new ManifestHeader(name, Source.Kind.LIVE, "", here, null, store.generation(), true, 0);
    try (FolderWriter writer = new FolderWriter(folder, names, header, null, Pulse::beat)) {
      SessionFolder before = current.map(generations::folder).orElse(null);
      Base known = before == null ? null : known(before);
      Refresh refresh = new Refresh(connection, tables, names, before, known, writer);
      refresh.run();
      Summary summary = writer.finish();
      clocks(folder, here, there);
      generations.swap(name, current);
      return copy(summary, refresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Damage e) {
      throw broken(folder, e);
    }
  }

  /** A generation that does not hold any more is none: everything is fetched anew. */
  private static Base known(SessionFolder before) throws IOException {
    try {
      return Base.read(before.manifest(), Instant.EPOCH);
    } catch (Damage damaged) {
      return null;
    }
  }

  private static Copy copy(Summary summary, Refresh refresh) {
    ManifestHeader header = summary.header();
    return new Copy(
        header.name(),
        header.snapshot(),
        summary.keys(),
        refresh.fetched(),
        refresh.dropped(),
        Bounded.of(summary.companies()));
  }

  /** Both clocks, for whoever has to place a row's time beside a file's. */
  private static void clocks(SessionFolder folder, Instant here, Instant there) throws IOException {
    String text = "{\"host\":\"%s\",\"database\":\"%s\"}%n".formatted(here, there);
    Disk.replace(
        folder.book().resolve("clocks.json"),
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT clock_timestamp()")) {
      answer.next();
      return answer.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static Unavailable broken(SessionFolder folder, Damage e) {
    return new Unavailable(
        "the warm copy "
            + folder.book()
            + " does not read as it was written: something "
            + e.getMessage()
            + "\nHINT: look at the disk; the copy before it stays");
  }

  private static void apart(Path copies, Path folder) {
    if (copies.startsWith(folder) || folder.startsWith(copies))
      throw new Refused(
          "the copies' folder "
              + copies
              + " and the service's "
              + folder
              + " lie in each other\nHINT: choose another folder for sessions.copies");
  }

  private interface Work {
    Copy done() throws IOException;
  }

  /** One refresh at a time; the lock of a dead one is gone with its process. */
  private static Copy alone(Path copies, Work work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                copies.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) throw busy(copies);
      return work.done();
    } catch (OverlappingFileLockException e) {
      throw busy(copies);
    }
  }

  private static Unavailable busy(Path copies) {
    return new Unavailable(
        "another refresh of " + copies + " is running\nHINT: wait for it; it holds " + ".lock");
  }
}
