package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real Alertmanager, configured as the shipped example says, that tells Mayday's webhook. */
final class Alertmanager implements AutoCloseable {
  static final Path EXAMPLE = Path.of("../docker/prometheus/alertmanager.example.yml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Web web = new Web();
  private final int port = Port.free();
  private final Child process;

  /**
   * @param folder where its configuration, its store and its log lie
   * @param webhook Mayday's address
   * @param token the file with the bearer token
   */
  Alertmanager(Path folder, String webhook, Path token) {
    Path configuration = folder.resolve("alertmanager.yml");
    try {
      Files.createDirectories(folder);
      String text = Files.readString(EXAMPLE);
      Files.writeString(
          configuration,
          text.replace("http://127.0.0.1:8090", webhook)
              .replace("/etc/alertmanager/mayday-token", token.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        Child.start("Alertmanager", command(folder, configuration), Map.of(), folder.resolve("log"))
            .awaitReady(Duration.ofMinutes(1), () -> web.good(url("/-/ready")));
  }

  /** Alone: a cluster of one needs no port of its own. */
  private List<String> command(Path folder, Path configuration) {
    return List.of(
        Tool.named("MAYDAY_ALERTMANAGER").program().toString(),
        "--config.file=" + configuration,
        "--storage.path=" + folder.resolve("store"),
        "--web.listen-address=127.0.0.1:" + port,
        "--cluster.listen-address=");
  }

  /** Says what a Prometheus says while its rule holds. */
  void fires(Map<String, String> labels, String summary, Instant since) {
    tell(labels, summary, Map.of("startsAt", since.toString()));
  }

  /** Says what a Prometheus says once its rule holds no more. */
  void resolves(Map<String, String> labels, String summary, Instant since) {
    tell(labels, summary, Map.of("startsAt", since.toString(), "endsAt", Instant.now().toString()));
  }

  private void tell(Map<String, String> labels, String summary, Map<String, Object> times) {
    Map<String, Object> alert = new HashMap<>(times);
    alert.put("labels", labels);
    alert.put("annotations", Map.of("summary", summary));
    try {
      HttpRequest.BodyPublisher body =
          HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(List.of(alert)));
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("/api/v2/alerts")));
      int status = web.status(request.header("Content-Type", "application/json").POST(body));
      if (status != 200) throw new AssertionError("Alertmanager answers " + status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url(String page) {
    return "http://127.0.0.1:" + port + page;
  }

  @Override
  public void close() {
    process.close();
  }
}
