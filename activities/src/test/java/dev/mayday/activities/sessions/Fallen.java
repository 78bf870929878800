package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A database with sessions, and a service that fell back to files made from it. */
final class Fallen {
  private final PostgresCluster cluster = PostgresCluster.shared();
  final String name = cluster.newDatabase();
  final Database database = PostgresCluster.database(Duration.ofSeconds(10));
  final Connections connections = new Connections(cluster.secrets(name));
  final SessionStore store;

  Fallen(Path folder) {
    store = store(folder);
    sql(
        "CREATE SCHEMA bot",
        "CREATE TABLE whatsapp_auth (company_id integer PRIMARY KEY, creds jsonb NOT NULL,"
            + " updated_at timestamptz NOT NULL DEFAULT now())",
        "CREATE TABLE bot.whatsapp_keys (n bigint GENERATED ALWAYS AS IDENTITY, company_id integer"
            + " NOT NULL, key_type text NOT NULL, key_id text NOT NULL, key_data jsonb NOT NULL,"
            + " size integer GENERATED ALWAYS AS (length(key_id)) STORED, created_at timestamptz"
            + " NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY"
            + " (company_id, key_type, key_id))");
  }

  /** The tables that it has, and folders below this one. */
  static SessionStore store(Path folder) {
    return new SessionStore(
        new SessionStore.AuthTable("whatsapp_auth", "company_id", "creds", "updated_at"),
        new SessionStore.KeyTable(
            "bot.whatsapp_keys", "company_id", "key_type", "key_id", "key_data", "updated_at"),
        folder.resolve("sessions").toString(),
        "company_{company}",
        folder.resolve("copies").toString(),
        Duration.ofMinutes(5),
        1000,
        7,
        null,
        null);
  }

  /** Connections of a role that may read the sessions and nothing else; made when first asked. */
  Connections reader() {
    String role = role();
    sql(
        "DO $$ BEGIN CREATE ROLE %s LOGIN PASSWORD 'r'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            .formatted(role),
        "GRANT USAGE ON SCHEMA bot TO " + role,
        "GRANT SELECT ON whatsapp_auth, bot.whatsapp_keys TO " + role);
    return new Connections(cluster.secrets(name, role, "r"));
  }

  /** The role of {@link #reader()}: roles belong to the whole cluster. */
  String role() {
    return "reader_of_" + name;
  }

  void company(int company, long next) {
    sql(
        "INSERT INTO whatsapp_auth VALUES (%d, '%s', now() - interval '1 day')"
            .formatted(company, Linked.creds(next)));
  }

  /** Writes a row, now. */
  void row(String company, String type, String id, String json) {
    sql(
        json == null
            ? "DELETE FROM bot.whatsapp_keys WHERE company_id = %s AND key_type = '%s' AND key_id = '%s'"
                .formatted(company, type, id)
            : "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) VALUES (%s, '%s', '%s', '%s') ON CONFLICT (company_id, key_type, key_id) DO UPDATE SET key_data = excluded.key_data, updated_at = clock_timestamp()"
                .formatted(company, type, id, json));
  }

  String rowOf(String company, String type, String id) {
    return cluster.query(
        name,
        "SELECT key_data::text FROM bot.whatsapp_keys WHERE company_id = %s AND key_type = '%s' AND key_id = '%s'"
            .formatted(company, type, id));
  }

  String query(String sql) {
    return cluster.query(name, sql);
  }

  void sql(String... statements) {
    cluster.execute(name, statements);
  }

  Path file(String company, String file) {
    return Path.of(store.folder()).resolve("company_" + company).resolve(file);
  }

  /** What the service on files does. */
  void write(String company, String file, String content) throws IOException {
    if (content == null) Files.delete(file(company, file));
    else Files.writeString(file(company, file), content);
  }

  /** Makes files of the rows and puts them in place. */
  void fallBack(boolean ratchets) throws Exception {
    Path folder = Path.of(store.folder());
    SessionFolder staged = SessionFolder.staged(folder, "fallback");
    Instant now = Instant.now();
    ManifestHeader header =
        new ManifestHeader("fallback", Source.Kind.LIVE, "", now, null, 7, ratchets, 1000);
    CompanyFolders names = new CompanyFolders(store.companyFolder());
    try (FolderWriter writer = new FolderWriter(staged, names, header, null, keys -> {})) {
      new DatabaseRows(connections).export(database, store, "", into(writer));
      writer.finish();
    }
    new InstalledStamp("fallback", "run-0", Instant.now(), false).write(staged);
    Files.writeString(staged.content().resolve(SessionFolder.POINTER), "fallback\n");
    Files.move(staged.content(), folder);
  }

  private static LiveRows.Sink into(FolderWriter writer) {
    return new LiveRows.Sink() {
      @Override
      public void company(String company, byte[] creds, String version) {
        run(() -> writer.company(company, creds, version));
      }

      @Override
      public void key(String type, String id, byte[] json, String version) {
        run(() -> writer.key(new KeyName(type, id), json, version));
      }
    };
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void run(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
