package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.Sandbox;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything on one machine: the sandbox's production, a Temporal server of its own, and Mayday as
 * a process of its own that a test may kill. What people do is done by the {@code mayday} command.
 */
public final class Scene implements AutoCloseable {
  /** The service of every sandbox. */
  public static final Target TARGET = new Target("sandbox", "whatsapp");

  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private final TemporalServer temporal;
  private final WorkflowServiceStubs service;
  private final int webhook = Child.freePort();
  private final int metrics = Child.freePort();
  private final Set<Process> speaking = ConcurrentHashMap.newKeySet();
  private Child mayday;

  /** Puts Mayday beside a sandbox. */
  public Scene(Sandbox sandbox) {
    this.sandbox = sandbox;
    temporal = new TemporalServer(sandbox.folder());
    service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> speaking.forEach(Process::destroyForcibly), "end commands"));
    sandbox.configure(temporal.webUi(), "127.0.0.1:" + webhook, "127.0.0.1:" + metrics);
  }

  /** Starts worker and webhook; called again after {@link #killMayday()}. */
  public void startMayday() {
    List<String> command = new ArrayList<>(java("dev.mayday.starter.Main"));
    command.addAll(List.of("up", "--config", sandbox.configuration().toString()));
    mayday =
        Child.start("Mayday", command, environment(), sandbox.folder().resolve("mayday.log"))
            .awaitReady(Duration.ofSeconds(90), this::ready);
  }

  /** Kills worker and webhook hard. */
  public void killMayday() {
    mayday.kill();
  }

  /** Runs one {@code mayday} command as an operator would; its output and exit code. */
  public Spoken say(String... arguments) {
    List<String> command = new ArrayList<>(java("dev.mayday.starter.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", sandbox.configuration().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("TEMPORAL_"));
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      speaking.add(process);
      Spoken spoken = heard(process);
      speaking.remove(process);
      return spoken;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Spoken heard(Process process) throws IOException {
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    try {
      return new Spoken(
          process.waitFor(), new String(said, java.nio.charset.StandardCharsets.UTF_8).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a command said.
   *
   * @param code its exit code
   * @param text both of its streams
   */
  public record Spoken(int code, String text) {}

  /** Posts an alert as Alertmanager does; returns the HTTP status. */
  public int alert(String status, Instant startsAt) {
    Map<String, String> labels =
        Map.of(
            "alertname",
            "PostgresDown",
            "service",
            TARGET.service(),
            "environment",
            TARGET.environment(),
            "severity",
            "critical");
    Map<String, Object> alert =
        Map.of(
            "status",
            status,
            "labels",
            labels,
            "annotations",
            Map.of("summary", "PostgreSQL is down"),
            "startsAt",
            startsAt.toString(),
            "endsAt",
            status.equals("resolved") ? Instant.now().toString() : "0001-01-01T00:00:00Z",
            "fingerprint",
            "1a30ba71cca2921f");
    Map<String, Object> body =
        Map.of(
            "version",
            "4",
            "status",
            status,
            "receiver",
            "mayday",
            "groupKey",
            "{}:{alertname=\"PostgresDown\"}",
            "alerts",
            List.of(alert));
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhook + "/alerts/alertmanager"))
              .header(
                  "Authorization",
                  "Bearer " + Files.readString(sandbox.secret("alertmanager")).strip())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A page of the service, of the webhook or of the metrics. */
  public String get(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException nothing) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The address of {@code /metrics}. */
  public String metricsUrl() {
    return "http://127.0.0.1:" + metrics + "/metrics";
  }

  /** The sandbox. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** The Temporal server. */
  public TemporalServer temporal() {
    return temporal;
  }

  /** A client of the Temporal server. */
  public WorkflowClient client() {
    return WorkflowClient.newInstance(service);
  }

  /** The recovery under the lock, whichever run it is now. */
  public WorkflowStub recovery() {
    return client().newUntypedWorkflowStub(TARGET.recoveryId());
  }

  /** The report as it stands. */
  public Report report() {
    return recovery().query("report", Report.class);
  }

  /** Where reports are filed. */
  public Path reports() {
    return sandbox.folder().resolve("mayday").resolve("reports");
  }

  /** Where the warm copy lies. */
  public Path copies() {
    return sandbox
        .folder()
        .resolve("mayday/copies")
        .resolve(TARGET.environment())
        .resolve(TARGET.service());
  }

  @Override
  public void close() {
    if (mayday != null) mayday.close();
    service.shutdownNow();
    temporal.close();
  }

  private boolean ready() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webhook + "/ready"))
              .timeout(Duration.ofSeconds(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "TEMPORAL_ADDRESS",
        temporal.address(),
        "TEMPORAL_NAMESPACE",
        "default",
        "MAYDAY_PM2",
        sandbox.pm2().toString(),
        "MAYDAY_NODE",
        sandbox.node().toString());
  }

  private List<String> java(String main) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx512m",
        "-Djdk.net.hosts.file=" + sandbox.hostsFile(),
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }
}
