package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A configuration without a production behind it, and the command as people type it there. */
final class Post implements AutoCloseable {
  private static final String YAML =
      """
      version: 1
      state: FOLDER/state
      metrics: {listen: "127.0.0.1:METRICS"}
      webhook:
        listen: "127.0.0.1:WEBHOOK"
        sources:
          - name: prometheus
            kind: alertmanager
            secret: env:AM_TOKEN
            service: {is: whatsapp}
            environment: {is: production}
      hosts: {app-1: {}}
      people: {on-call: {token: "env:ON_CALL_TOKEN"}}
      ladders: {default: [{after: 0s, people: [on-call]}]}
      environments:
        production:
          services:
            whatsapp:
              host: app-1
              runbook: see the wiki
              database: {url: "env:DATABASE_URL", connectWithin: 1s, probeApart: 1s}
              checkout: {path: FOLDER/checkout}
              process: {pm2Home: FOLDER/pm2}
      """;

  final int webhook = Port.free();
  final int metrics = Port.free();
  final Path configuration;
  private final Path folder;
  private final Map<String, String> environment;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Child> children = new ArrayList<>();

  Post(Path folder, String temporal) {
    this.folder = folder;
    configuration = folder.resolve("mayday.yaml");
    environment =
        Map.of(
            "TEMPORAL_ADDRESS",
            temporal,
            "AM_TOKEN",
            "token-of-the-alertmanager",
            "ON_CALL_TOKEN",
            "token-of-the-on-call",
            "DATABASE_URL",
            "postgresql://u:p@127.0.0.1:" + Port.free() + "/db");
  }

  void configure() throws IOException {
    Files.writeString(
        configuration,
        YAML.replace("FOLDER", folder.toString())
            .replace("METRICS", "" + metrics)
            .replace("WEBHOOK", "" + webhook));
  }

  /** Starts a command that stays; its output is in {@link #said}. */
  Child stays(String... words) {
    Child child = Child.start(words[0], line(words), environment, log(words[0]));
    children.add(child);
    return child;
  }

  String said(String command) {
    try {
      return Files.exists(log(command)) ? Files.readString(log(command)) : "";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Runs a command to its end. */
  Spoken types(String... words) {
    ProcessBuilder builder = new ProcessBuilder(line(words)).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("TEMPORAL_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Spoken(process.waitFor(), text.strip());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The status of a page, and its text; 0 where nobody answers. */
  Spoken get(int port, String page) {
    return sent(HttpRequest.newBuilder(at(port, page)).build());
  }

  /** An alert that the database is down since then, as Alertmanager sends it; the HTTP status. */
  int alert(Instant since) {
    String body =
        """
        {"version":"4","status":"firing","receiver":"mayday","groupKey":"g","alerts":[{
         "status":"firing","labels":{"alertname":"PostgresDown","severity":"critical"},
         "annotations":{"summary":"PostgreSQL is down"},
         "startsAt":"SINCE","endsAt":"0001-01-01T00:00:00Z","fingerprint":"f1"}]}
        """;
    HttpRequest.Builder request = HttpRequest.newBuilder(at(webhook, "/alerts/prometheus"));
    request.header("Authorization", "Bearer " + environment.get("AM_TOKEN"));
    return sent(request
            .POST(HttpRequest.BodyPublishers.ofString(body.replace("SINCE", "" + since)))
            .build())
        .code();
  }

  private static URI at(int port, String page) {
    return URI.create("http://127.0.0.1:" + port + page);
  }

  private Spoken sent(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Spoken(answer.statusCode(), answer.body());
    } catch (IOException nobody) {
      return new Spoken(0, "");
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private Path log(String command) {
    return folder.resolve(command + ".log");
  }

  private List<String> line(String... words) {
    List<String> line = new ArrayList<>(Classes.java().command());
    line.addAll(List.of(words));
    line.addAll(List.of("--config", configuration.toString()));
    return line;
  }

  @Override
  public void close() {
    children.forEach(Child::close);
  }
}
