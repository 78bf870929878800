package dev.mayday.sandbox.bench;

import dev.mayday.sandbox.Exec;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.Text;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of {@code FallBackToFiles} by a plain shell script, timed. */
final class ByHand {
  private static final String SCRIPT = "/bench/fall-back-by-hand.sh";
  private static final Pattern URL =
      Pattern.compile(
          "postgresql://(?<user>[^:]+):(?<password>.+)@(?<host>[^:@/]+):(?<port>\\d+)/(?<database>.+)");
  private final Stage stage;
  private final Sandbox sandbox;

  ByHand(Stage stage) {
    this.stage = stage;
    this.sandbox = stage.sandbox();
  }

  /** Seconds from the script's start to its end; it must have brought the service back on files. */
  double seconds() {
    Exec script = Exec.in(sandbox.folder()).with(environment()).within(Duration.ofMinutes(5));
    List<String> command = List.of("bash", script().toString());
    long begun = System.nanoTime();
    script.run(command);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Status status = sandbox.status();
    if ("files".equals(status.mode()) && status.connected() == status.companies()) return seconds;
    throw new Unavailable("the script left this behind:\n" + status.table() + "\nHINT: read it");
  }

  private Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    all.put("NODE", sandbox.node().toString());
    all.put("PM2", sandbox.pm2().toString());
    all.put("PM2_HOME", sandbox.pm2Home().toString());
    all.put("PROCESS", sandbox.process());
    all.put("CHECKOUT", sandbox.checkout().toString());
    all.put("TAG", sandbox.tag());
    all.put("FOLDER", sandbox.sessionsFolder().toString());
    all.put("COPY", stage.copy().toString());
    all.put("SERVICE", sandbox.serviceUrl().toString());
    all.put("AUTHORIZATION", header().toString());
    String yaml = Text.of(sandbox.configuration());
    all.put("PROBE_APART", Settings.value(yaml, "probeApart"));
    all.put("STEADY_FOR", Settings.value(yaml, "steadyFor"));
    all.putAll(database());
    return all;
  }

  /** As psql takes it; the password is in no command line. */
  private Map<String, String> database() {
    return Map.of(
        "PSQL", sandbox.program("psql"),
        "PGHOST", part("host"),
        "PGPORT", part("port"),
        "PGDATABASE", part("database"),
        "PGUSER", part("user"),
        "PGPASSWORD", part("password"),
        "PGCONNECT_TIMEOUT", "3");
  }

  /** libpq takes more in a password than {@link java.net.URI} does. */
  private String part(String name) {
    Matcher url = URL.matcher(sandbox.databaseUrl());
    if (!url.matches())
      throw new IllegalStateException("the sandbox's database URL has another form");
    return URLDecoder.decode(url.group(name).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Path header() {
    String secret = Text.of(sandbox.secret("api")).strip();
    return written("authorization", "Authorization: " + secret + "\n");
  }

  private Path script() {
    try (InputStream script = ByHand.class.getResourceAsStream(SCRIPT)) {
      return written("by-hand.sh", new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(sandbox.secret("api").resolveSibling(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
