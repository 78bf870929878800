package dev.mayday.starter.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.Desk;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.ledger.Ledger;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Notifier;
import dev.mayday.system.Refused;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * The front desk's HTTP server: {@code POST /alerts/SOURCE}, {@code GET /health} (it runs) and
 * {@code GET /ready} (Temporal would take an alert). A sender is answered 202 only after its alerts
 * are in Temporal, else 503 with {@code Retry-After}: it tries again and nothing is lost.
 */
public final class Webhook implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LANDS_WITHIN = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 10_000;
  private static final int AT_ONCE = 8;
  private static final Duration READ_WITHIN = Duration.ofSeconds(10);
  private static final String ANSWERED = "mayday.answered";
  private static final String RETRY_SECONDS = "5";

  private final Desk desk;
  private final Clock clock;
  private final Carrier carrier;
  private final Commits commits;
  private final Strays strays;
  private final Reception reception;
  private final Javalin server;

  /**
   * A desk before Temporal; {@link #start} opens it.
   *
   * @param secrets resolves the sources' tokens and signing secrets
   * @param client a connection to Temporal
   * @param queue the task queue that incidents run on
   * @param notifier tells people of alerts that match no service
   * @param metrics counts alerts by source and result
   * @throws Refused when the configuration has no desk, or a source's secret cannot be read
   */
  public Webhook(
      EstateFile estate,
      Secrets secrets,
      WorkflowClient client,
      String queue,
      Notifier notifier,
      MeterRegistry metrics) {
    this(
        estate,
        secrets,
        new TemporalCarrier(client, queue),
        LANDS_WITHIN,
        notifier,
        metrics,
        Clock.systemUTC());
  }

  Webhook(
      EstateFile estate,
      Secrets secrets,
      Carrier carrier,
      Duration landsWithin,
      Notifier notifier,
      MeterRegistry metrics,
      Clock clock) {
    this.desk = estate.webhook().orElseThrow(Webhook::noDesk);
    this.clock = clock;
    this.carrier = carrier;
    Map<String, Sender> senders = Senders.of(desk, secrets, estate.services().keySet());
    Tally tally = new Tally(metrics);
    this.commits = new Commits(carrier, MOST_WAITING, landsWithin, AT_ONCE);
    Ledger ledger = new Ledger(Path.of(estate.state()).resolve("unmatched-alerts.jsonl"));
    this.strays = new Strays(ledger, notifier, tally);
    this.reception = new Reception(senders, commits, strays, new Seen(desk.replayWindow()), tally);
    this.server = Javalin.create(this::configure);
  }

  private static Refused noDesk() {
    return new Refused(
        "the configuration has no alert desk\nHINT: add webhook with its sources to mayday.yaml");
  }

  /**
   * Opens the desk.
   *
   * @return the port that it listens on
   * @throws Refused when the address is taken
   */
  public int start() {
    try {
      return server.start(desk.listen().host(), desk.listen().port()).port();
    } catch (JavalinBindException taken) {
      throw new Refused(
          "cannot listen on "
              + desk.listen()
              + "\nHINT: something else listens there; end it or change webhook.listen");
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.jetty.modifyHttpConfiguration(Webhook::harden);
    config.http.maxRequestSize = desk.maxBody();
    config.routes.post("/alerts/{source}", this::alerts);
    config.routes.get("/health", context -> send(context, new Reply(200, "", up())));
    config.routes.get("/ready", this::ready);
    config.routes.error(404, Webhook::missing);
    config.routes.exception(
        Exception.class,
        (bug, context) -> send(context, Reply.unavailable("the desk failed: it is a bug")));
  }

  /** A sender that drips bytes must not hold a thread for ever. */
  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setIdleTimeout(READ_WITHIN.toMillis());
  }

  private void alerts(Context context) throws IOException {
    String source = context.pathParam("source");
    Body body = Body.read(context.req().getInputStream(), desk.maxBody(), READ_WITHIN);
    if (body.trouble() != null) {
      send(context, reception.unread(source, body.trouble()));
      return;
    }
    Post post = new Post(context::header, body.bytes(), clock.instant());
    context.future(() -> reception.take(source, post).thenAccept(reply -> send(context, reply)));
  }

  private void ready(Context context) {
    send(context, missing().map(Reply::unavailable).orElseGet(() -> new Reply(200, "", up())));
  }

  /** What keeps the desk from taking alerts; nothing when it takes them. */
  public Optional<String> missing() {
    return carrier.reachable() ? Optional.empty() : Optional.of("temporal does not answer");
  }

  /** Only where nobody has answered yet: an unknown source has its own words. */
  private static void missing(Context context) {
    if (context.attribute(ANSWERED) == null)
      send(
          context,
          Reply.no(404, "", "there is nothing here", "alerts are posted to /alerts/SOURCE"));
  }

  private static Map<String, Object> up() {
    return Map.of("status", "up");
  }

  private static void send(Context context, Reply reply) {
    if (reply.status() == 503) context.header("Retry-After", RETRY_SECONDS);
    if (reply.status() == 401) context.header("WWW-Authenticate", "Bearer");
    context.attribute(ANSWERED, true);
    context.status(reply.status()).contentType("application/json").result(json(reply));
  }

  private static String json(Reply reply) {
    try {
      return MAPPER.writeValueAsString(reply.body()) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a reply cannot be written as JSON", impossible);
    }
  }

  /** Closes the desk; alerts that are on their way are answered 503 or not at all. */
  @Override
  public void close() {
    server.stop();
    commits.close();
    strays.close();
  }
}
