package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import dev.mayday.triage.StandBackOrder;
import dev.mayday.worker.Temporal;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that stay, and those that set things up, as processes before a real server. */
class CommandsIT {
  private static final Target WHATSAPP = new Target("production", "whatsapp");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  @TempDir private static Path temp;
  private static TemporalServer server;
  private static WorkflowServiceStubs service;
  private static WorkflowClient client;
  @TempDir Path folder;
  private final Instant since = Instant.now().minusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
  private Post post;

  @BeforeAll
  static void up() {
    server = new TemporalServer(temp);
    service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
    client = WorkflowClient.newInstance(service);
  }

  @AfterAll
  static void down() {
    if (service != null) service.shutdownNow();
    if (server != null) server.close();
  }

  @BeforeEach
  void sitDown() throws Exception {
    post = new Post(folder, server.address());
    post.configure();
  }

  @AfterEach
  void leave() {
    post.close();
  }

  @Test
  void setupRegistersWhenToldToAndIsHarmlessTwice() throws Exception {
    String before = java.nio.file.Files.readString(post.configuration);
    Spoken told = post.types("setup", "--register", "--no-doctor");
    assertThat(told.code()).as(told.text()).isZero();
    assertThat(told.text()).contains("search attributes", "every 1 min");
    SearchAttributes attributes = new SearchAttributes(client);
    try {
      Until.holds(
          "all are registered", () -> attributes.known().containsAll(SearchAttributes.ours()));
    } finally {
      attributes.close();
    }
    assertThat(post.types("setup", "--register", "--no-doctor").text())
        .contains("all there", "up to date, every 1 min");
    assertThat(post.configuration).hasContent(before);
    Temporal.schedules(client).getHandle(WHATSAPP.copyId()).delete();
    assertThat(post.types("setup", "--nonsense").code()).isEqualTo(2);
  }

  @Test
  void aWorkerPollsTellsFiguresAndEndsWhenToldTo() {
    Child worker = post.stays("worker", "--host", "app-1", "--control");
    worker.awaitReady(PATIENCE, () -> post.get(post.metrics, "/ready").code() == 200);
    assertThat(post.said("worker")).contains("polls mayday", "polls host-app-1", "ready");
    assertThat(post.get(post.metrics, "/metrics").text()).contains("temporal_", "jvm_memory");
    worker.close();
    assertThat(post.get(post.metrics, "/health").code()).as("it is gone").isZero();
  }

  @Test
  void aWebhookAloneTakesAlertsAndTellsFiguresBesideAnother() {
    Child webhook = post.stays("webhook");
    webhook.awaitReady(PATIENCE, () -> post.get(post.webhook, "/ready").code() == 200);
    Until.holds("figures", () -> post.get(post.metrics, "/ready").code() == 200);
    assertThat(post.get(post.webhook, "/health").code()).isEqualTo(200);
    assertThat(post.alert(since)).isEqualTo(202);
    assertThat(new Runs(client).open(WHATSAPP.incidentId())).as("in Temporal").isPresent();
    assertThat(post.get(post.metrics, "/metrics").text())
        .contains("mayday_alerts_total{")
        .contains("source=\"prometheus\"");
    Spoken second = post.types("webhook", "--metrics", "127.0.0.1:0");
    assertThat(second.code()).as("the desk's address is taken").isEqualTo(1);
    assertThat(second.text()).contains("HINT: ");
    server.kill();
    Until.holds("it says so", () -> post.get(post.metrics, "/ready").code() == 503);
    server.start();
    Until.holds("it is ready again", () -> post.get(post.webhook, "/ready").code() == 200);
  }

  @Test
  void upWatchesStandsBackAndAppliesSchedules() {
    post.stays("up")
        .awaitReady(
            PATIENCE,
            () ->
                post.get(post.metrics, "/ready").code() == 200
                    && post.get(post.webhook, "/ready").code() == 200);
    stoodBack();
    scheduled();
    assertThat(post.alert(since)).isEqualTo(202);
    post.stays("status", "--watch");
    Until.holds("the incident is drawn", () -> drawn("incident of production/whatsapp"));
    Until.holds(
        "what is broken, and since when",
        () -> drawn("broken") && drawn("PostgreSQL is down (critical), since " + since));
    assertThat(post.said("status")).contains("alerts    1, 1 firing", "recovery ", "cool-down ");
  }

  private boolean drawn(String words) {
    return post.said("status").contains(words);
  }

  private void stoodBack() {
    Spoken on = post.types("stand-back", "on", "--by", "on-call", "--why", "a test");
    assertThat(on.code()).as(on.text()).isZero();
    assertThat(post.types("status").text())
        .contains("standing back in production: on-call: a test");
    Spoken off = post.types("stand-back", "off", "production", "--by", "on-call");
    assertThat(off.code()).as(off.text()).isZero();
    Until.holds(
        "called off", () -> new Runs(client).open(StandBackOrder.id("production")).isEmpty());
  }

  private void scheduled() {
    assertThat(post.types("schedules", "apply").text()).contains("created, every 1 min");
    assertThat(post.types("schedules", "apply").text()).contains("up to date, every 1 min");
    ScheduleDescription there = Temporal.schedules(client).getHandle(WHATSAPP.copyId()).describe();
    assertThat(there.getSchedule().getSpec().getIntervals())
        .singleElement()
        .matches(one -> one.getEvery().equals(Duration.ofMinutes(1)));
  }
}
