package dev.mayday.starter.alert;

import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.estate.AlertSource.Choice;
import dev.mayday.activities.estate.Desk;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.estate.Reaching;
import dev.mayday.activities.estate.Rounds;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Unavailable;
import dev.mayday.triage.AlertBatch;
import dev.mayday.world.Services;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk on a free port, before a Temporal that keeps what it is given and can be taken down. */
final class DeskWorld extends Clock implements Carrier, Notifier, AutoCloseable {
  static final Target WHATSAPP = new Target("production", "whatsapp");
  static final Instant SIGNED = Instant.ofEpochSecond(1_773_454_651L);
  static final String SIGNING = "whsec_cmVuZGVyLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";

  final List<AlertBatch> batches = new CopyOnWriteArrayList<>();
  final List<Notice> notices = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  volatile boolean down;
  volatile boolean deaf;
  volatile Error error;
  volatile Instant now = SIGNED;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Webhook webhook;
  private final int port;

  DeskWorld(Path state) {
    Secrets secrets = new Secrets(Map.of("AM_TOKEN", "tok-am", "SW_SECRET", SIGNING));
    webhook = new Webhook(estate(state), secrets, this, Duration.ofSeconds(5), this, metrics, this);
    port = webhook.start();
  }

  private static EstateFile estate(Path state) {
    Choice production = new Choice("", "production");
    List<AlertSource> sources =
        List.of(
            new AlertSource(
                "prometheus",
                AlertSource.Kind.ALERTMANAGER,
                "env:AM_TOKEN",
                new Choice("service", ""),
                production,
                List.of("alertname", "instance"),
                "Europe/Moscow"),
            new AlertSource(
                "standard",
                AlertSource.Kind.STANDARD_WEBHOOKS,
                "env:SW_SECRET",
                new Choice("", "whatsapp"),
                production,
                List.of(),
                "UTC"));
    Desk desk = new Desk(new Listen("127.0.0.1", 0), 1 << 20, Duration.ofMinutes(5), sources);
    return estate(state, desk);
  }

  private static EstateFile estate(Path state, Desk desk) {
    return new EstateFile(
        state.toString(),
        "UTC",
        "http://127.0.0.1:8233",
        Optional.of(desk),
        new Listen("127.0.0.1", 0),
        new Rounds("", Duration.ofMinutes(1)),
        Map.of(),
        Map.of(),
        Set.of("production"),
        Map.of(WHATSAPP, Services.bare(WHATSAPP)),
        Map.of(),
        Reaching.NONE,
        Optional.empty());
  }

  List<Alert> alerts() {
    return batches.stream().flatMap(batch -> batch.alerts().stream()).toList();
  }

  double counted(String source, String result) {
    var counter =
        metrics.find("mayday.alerts").tag("source", source).tag("result", result).counter();
    return counter == null ? 0 : counter.count();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  int port() {
    return port;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String source, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/alerts/" + source))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void carry(Target target, AlertBatch batch) {
    if (error != null) throw error;
    if (down) throw new IllegalStateException("temporal is down");
    batches.add(batch);
  }

  @Override
  public boolean reachable() {
    return !down;
  }

  @Override
  public List<String> tell(Notice notice) {
    if (deaf) throw new Unavailable("nobody could be told\nHINT: none");
    notices.add(notice);
    return List.of("on-call by file");
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneId.of("UTC");
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public void close() {
    webhook.close();
  }
}
