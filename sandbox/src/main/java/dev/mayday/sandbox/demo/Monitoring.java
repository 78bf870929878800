package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Posts alerts about the sandbox's service as Alertmanager does. */
final class Monitoring {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final URI webhook;
  private final Path token;
  private final Target about;
  private final Web web;

  Monitoring(Sandbox sandbox, int port, Web web) {
    this(sandbox.target(), port, sandbox.secret("alertmanager"), web);
  }

  /** About another service than a sandbox's own configuration knows. */
  Monitoring(Target about, int port, Path token, Web web) {
    this.webhook = URI.create("http://127.0.0.1:" + port + "/alerts/alertmanager");
    this.token = token;
    this.about = about;
    this.web = web;
  }

  /** Returns the HTTP status. */
  int alert(String status, Instant startsAt) {
    return alert(status, startsAt.toString());
  }

  /** The same with its start as a source wrote it that does not go by the standard. */
  int alert(String status, String startsAt) {
    try {
      return web.status(
          HttpRequest.newBuilder(webhook)
              .header("Authorization", "Bearer " + Files.readString(token).strip())
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(
                      JSON.writeValueAsBytes(group(status, startsAt)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> group(String status, String startsAt) {
    return Map.of(
        "version", "4",
        "status", status,
        "receiver", "mayday",
        "groupKey", "{}:{alertname=\"PostgresDown\"}",
        "alerts", List.of(one(status, startsAt)));
  }

  private Map<String, Object> one(String status, String startsAt) {
    boolean over = status.equals("resolved");
    return Map.of(
        "status",
        status,
        "labels",
        labels(),
        "annotations",
        Map.of("summary", "PostgreSQL is down"),
        "startsAt",
        startsAt,
        "endsAt",
        over ? Instant.now().toString() : "0001-01-01T00:00:00Z",
        "fingerprint",
        "1a30ba71cca2921f");
  }

  private Map<String, String> labels() {
    return Map.of(
        "alertname",
        "PostgresDown",
        "service",
        about.service(),
        "environment",
        about.environment(),
        "severity",
        "critical");
  }
}
