package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A recovery to files by hand, so that a test can do it wrongly. */
record Drill(Sandbox sandbox) {
  private static final String ROWS =
      "SELECT company_id, 'creds' AS name, creds::text AS data FROM whatsapp_auth UNION ALL"
          + " SELECT company_id, key_type || '-' || key_id, key_data::text FROM whatsapp_keys";

  void stop() {
    pm2(Map.of(), "stop", sandbox.process());
  }

  void export() throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(sandbox.adminJdbcUrl());
        ResultSet rows = connection.createStatement().executeQuery(ROWS)) {
      while (rows.next()) write(rows.getInt(1), rows.getString(2), rows.getString(3));
    }
  }

  private void write(int company, String name, String data) throws IOException {
    Path folder = Files.createDirectories(sandbox.sessionsFolder().resolve("company_" + company));
    Files.writeString(folder.resolve(name.replace("/", "__").replace(":", "-") + ".json"), data);
  }

  void startOnFiles() throws IOException {
    Exec.in(sandbox.checkout()).run(List.of("git", "checkout", "--quiet", sandbox.tag()));
    settings("USE_REPOSITORY_PATTERN=true", "USE_REPOSITORY_PATTERN=false");
    pm2(Map.of("USE_REPOSITORY_PATTERN", "false"), "restart", sandbox.process(), "--update-env");
  }

  /** Has PM2 save what it runs, as a person does after a recovery by hand. */
  void save() {
    pm2(Map.of(), "save");
  }

  /** Writes .env anew, as most editors do: another file in its place. */
  void settings(String was, String now) throws IOException {
    Path env = sandbox.envFile();
    Path aside = env.resolveSibling(".env.new");
    Files.writeString(aside, Files.readString(env).replace(was, now));
    Files.move(aside, env, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same service once more, as somebody starts it by hand: on another port. */
  Process secondProcess() throws IOException {
    List<String> command =
        List.of(sandbox.node().toString(), sandbox.checkout().resolve("server.js").toString());
    return Exec.in(sandbox.checkout())
        .with(Map.of("PORT", "0"))
        .builder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  long acknowledged() {
    Path ledger = sandbox.folder().resolve("whatsapp/acknowledged.jsonl");
    if (!Files.exists(ledger)) return 0;
    try (Stream<String> lines = Files.lines(ledger)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pm2(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PM2_HOME", sandbox.pm2Home().toString());
    Stream<String> program = Stream.of(sandbox.node().toString(), sandbox.pm2().toString());
    Exec.in(sandbox.checkout())
        .with(environment)
        .run(Stream.concat(program, Stream.of(arguments)).toList());
  }
}
