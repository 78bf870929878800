package dev.mayday.activities.sessions;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.activities.sessions.format.Summary;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/**
 * A generation in the making. It is filled within the transaction, and finished after it: syncing
 * and reading back take as long as the disk takes, and a transaction that is idle meanwhile is
 * ended by the server.
 */
final class Draft implements Closeable {
  private final SessionStore store;
  private final SessionFolder folder;
  private final SessionFolder before;
  private final Base known;
  private final Clock clock;
  private Instant here;
  private Instant there;
  private FolderWriter writer;
  private Refresh refresh;

  /**
   * Touches nothing yet.
   *
   * @param before the current generation; null when there is none
   */
  Draft(SessionStore store, SessionFolder folder, SessionFolder before, Clock clock)
      throws IOException {
    this.store = store;
    this.folder = folder;
    this.before = before;
    this.known = before == null ? null : known(before);
    this.clock = clock;
  }

  /** A generation that does not hold any more is none: everything is fetched anew. */
  private static Base known(SessionFolder before) throws IOException {
    try {
      return Base.read(before.manifest(), Instant.EPOCH);
    } catch (Damage damaged) {
      return null;
    }
  }

  /** Writes what the snapshot of this transaction holds. */
  Draft fill(Connection connection) throws SQLException {
    here = clock.instant();
    SessionTables tables = SessionTables.of(connection, store);
    there = now(connection);
    try {
      writer = new FolderWriter(folder, Place.names(store), header(), null, Pulse::beat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    refresh = new Refresh(connection, tables, Place.names(store), before, known, writer);
    refresh.run();
    return this;
  }

  /** Synced, read back and compared; complete from here on. */
  Copy finish() throws IOException, Damage {
    Summary summary = writer.finish();
    clocks();
    ManifestHeader header = summary.header();
    return new Copy(
        header.name(),
        header.snapshot(),
        summary.keys(),
        refresh.fetched(),
        refresh.dropped(),
        summary.companies());
  }

  /** The companies of the generation before. */
  Collection<ManifestCompany> before() {
    return known == null ? List.of() : known.companies().values();
  }

  @Override
  public void close() throws IOException {
    if (writer != null) writer.close();
  }

  private ManifestHeader header() {
    String name = folder.book().getFileName().toString();
    return new ManifestHeader(name, Source.Kind.LIVE, "", here, null, store.generation(), true, 0);
  }

  /** Both clocks, for whoever has to place a row's time beside a file's. */
  private void clocks() throws IOException {
    String text = "{\"host\":\"%s\",\"database\":\"%s\"}%n".formatted(here, there);
    Disk.replace(folder.book().resolve("clocks.json"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT clock_timestamp()")) {
      answer.next();
      return answer.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
