package dev.mayday.activities.sessions;

import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.CompanyMaker;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A service's folder, its warm copy and its rows, in a folder of the test's own. */
public final class Bench {
  final Path root;
  final Path folder;

  /** Where its sessions lie, by the configuration. */
  public final SessionStore store;

  final FakeRows rows = new FakeRows();
  final Fences fences;
  final SessionsAdapter sessions;

  private final int keys;

  /**
   * Folders without sessions.
   *
   * @param root the folder that all lies in
   * @param generation the Baileys generation that is configured
   */
  public Bench(Path root, int generation) {
    this(root, generation, 60);
  }

  Bench(Path root, int generation, int keys) {
    this.keys = keys;
    this.root = root;
    this.folder = root.resolve("app/baileys_sessions");
    this.fences = new Fences(root.resolve("fences"));
    this.sessions = without(Linux::exchange);
    this.store = store(folder, root.resolve("copies"), generation);
    make(folder.getParent());
    make(root.resolve("copies"));
  }

  static SessionStore store(Path folder, Path copies, int generation) {
    return new SessionStore(
        new SessionStore.AuthTable("whatsapp_auth", "company_id", "creds", "updated_at"),
        new SessionStore.KeyTable("whatsapp_keys", "company_id", "type", "id", "data", "at"),
        folder.toString(),
        "company_{company}",
        copies.toString(),
        Duration.ofMinutes(5),
        1000,
        generation,
        null,
        null);
  }

  SessionsAdapter without(Swap swap) {
    return new SessionsAdapter(rows, fences, Clock.systemUTC(), swap, Duration.ofMillis(50));
  }

  SessionsAdapter sessions() {
    return without(Linux::exchange);
  }

  void live(String company) {
    CompanyMaker maker = maker(company);
    rows.creds.put(company, maker.creds());
    rows.keys.put(company, new TreeMap<>(maker.keys()));
  }

  void files(String company) throws IOException {
    maker(company).writeTo(folder.resolve("company_" + company));
  }

  void warmCopy(Instant snapshot, String... companies) throws IOException, Damage {
    Map<String, CompanyMaker> makers = new LinkedHashMap<>();
    for (String company : companies) makers.put(company, maker(company));
    warmCopy(snapshot, makers);
  }

  /** Makes the warm copy; what the configured generation cannot read is left out of it. */
  public void warmCopy(Instant snapshot, Map<String, CompanyMaker> companies)
      throws IOException, Damage {
    Path copies = root.resolve("copies");
    ManifestHeader header =
        new ManifestHeader(
            "copy-1", Source.Kind.LIVE, "live", snapshot, null, store.generation(), true, 1000);
    try (FolderWriter writer =
        new FolderWriter(
            SessionFolder.generation(copies, "copy-1"),
            new CompanyFolders(store.companyFolder()),
            header,
            null,
            keys -> {})) {
      // A copy has its companies in the order of their ids, and a map has none.
      for (var company : new TreeMap<>(companies).entrySet())
        copy(writer, company.getKey(), company.getValue());
      writer.finish();
    }
    Files.deleteIfExists(SessionFolder.current(copies));
    Files.createSymbolicLink(SessionFolder.current(copies), Path.of("copy-1"));
  }

  /** Everything below a folder as one text; null when it is absent. */
  static String all(Path folder) throws IOException {
    if (!Files.exists(folder)) return null;
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator)
        text.append(folder.relativize(file))
            .append(Files.isRegularFile(file) ? Files.readString(file) : "/")
            .append('\n');
    }
    return text.toString();
  }

  static String file(KeyName name) {
    try {
      return name.file();
    } catch (Damage damage) {
      throw new IllegalStateException(damage);
    }
  }

  private static void copy(FolderWriter writer, String company, CompanyMaker maker)
      throws IOException {
    writer.company(company, maker.creds(), "c7");
    for (var key : maker.keys().entrySet()) writer.key(key.getKey(), key.getValue(), "k7");
  }

  private CompanyMaker maker(String company) {
    return new CompanyMaker(company.hashCode(), store.generation(), keys);
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
