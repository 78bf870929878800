package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.ManifestKey;
import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One generation out of the one before and the rows that changed since: versions are listed, what
 * has another version is fetched in batches, the rest is taken from the files that are there and
 * still are what their manifest says.
 */
final class Refresh {
  private static final int BATCH = 500;

  private final Connection connection;
  private final SessionTables tables;
  private final CompanyFolders names;
  private final SessionFolder before;
  private final Base known;
  private final FolderWriter writer;
  private final List<Item> batch = new ArrayList<>();
  private String company = "";
  private long fetched;
  private long dropped;

  private record Item(Row row, Optional<byte[]> there) {}

  /**
   * Begins.
   *
   * @param before the generation before
   * @param known its manifest; null when there is no such generation
   */
  Refresh(
      Connection connection,
      SessionTables tables,
      CompanyFolders names,
      SessionFolder before,
      Base known,
      FolderWriter writer) {
    this.connection = connection;
    this.tables = tables;
    this.names = names;
    this.before = before;
    this.known = known;
    this.writer = writer;
  }

  /** Writes all companies after those that are complete already. */
  void run() throws SQLException {
    String after = writer.after();
    boolean first = known == null;
    try (RowCursor cursor = new RowCursor(connection, tables, after, first);
        var old = first ? new Peeked<ManifestKey>(() -> null, () -> {}) : known.keys();
        var rows = new Peeked<Row>(() -> cursor.next().orElse(null), () -> {})) {
      var none = new Peeked<FilesNow.Entry>(() -> null, () -> {});
      Triple.walk(old, none, rows, triple -> take(triple, after));
    }
    flush();
  }

  long fetched() {
    return fetched;
  }

  long dropped() {
    return dropped;
  }

  private void take(Triple triple, String after) throws SQLException {
    if (KeyName.BYTES.compare(triple.company(), after) <= 0) return;
    if (triple.theirs() == null) dropped++;
    else add(triple.theirs(), triple.base());
  }

  private void add(Row row, ManifestKey old) throws SQLException {
    batch.add(new Item(row, row.creds() ? creds(row) : key(row, old)));
    if (batch.size() >= BATCH) flush();
  }

  private Optional<byte[]> creds(Row row) {
    ManifestCompany old = known == null ? null : known.companies().get(row.company());
    if (old == null || old.creds() == null || !old.version().equals(row.version()))
      return Optional.empty();
    if (!old.origin().equals(old.creds().meaning())) return Optional.empty();
    String folder = names.folderOrStandIn(row.company());
    boolean aside = !old.usable();
    return same(before.file(folder, KeyName.CREDS_FILE, aside), old.creds());
  }

  private Optional<byte[]> key(Row row, ManifestKey old) {
    if (old == null || old.version().isEmpty() || !old.version().equals(row.version()))
      return Optional.empty();
    try {
      String folder = names.folderOrStandIn(row.company());
      return same(before.file(folder, row.key().file(), old.aside()), old.content());
    } catch (Damage noFile) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> same(Path file, Content content) {
    return Reading.whole(file).filter(bytes -> Content.of(bytes).equals(content));
  }

  private void flush() throws SQLException {
    Fetched found = Fetched.of(connection, tables, missing());
    fetched += batch.stream().filter(item -> item.there().isEmpty()).count();
    try {
      for (Item item : batch) write(item, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    batch.clear();
  }

  private List<Row> missing() {
    return batch.stream()
        .filter(item -> item.there().isEmpty() && item.row().json() == null)
        .map(Item::row)
        .toList();
  }

  private void write(Item item, Fetched found) throws IOException {
    Row row = item.row();
    byte[] json = item.there().orElseGet(() -> row.json() != null ? row.json() : found.of(row));
    if (row.creds()) writer.company(row.company(), json, row.version());
    else if (!row.company().equals(company)) writer.company(row.company(), null, "");
    company = row.company();
    if (!row.creds()) writer.key(row.key(), json, row.version());
  }
}
