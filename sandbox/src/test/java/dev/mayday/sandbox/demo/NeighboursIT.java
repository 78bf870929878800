package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Port;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import dev.mayday.system.Identity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, a real Prometheus' own checker, and a person with a real browser. */
class NeighboursIT extends OnGround {
  private static final Map<String, String> LABELS =
      Map.of(
          "alertname", "PostgresDown",
          "service", "whatsapp",
          "environment", "sandbox",
          "severity", "critical");
  private static final String PING = "ping-of-0f3c9a71d2e8";
  private static final String DOWN = "PostgreSQL is down";
  private static final Path PICTURES = Path.of("target/pictures");
  private static final String OPEN = "mayday_question_open_seconds{";

  private final Chat chat = new Chat();

  /** The figures while a question was open; there is none of it else. */
  private String asked = "";

  NeighboursIT() {
    super(1, 200, "FallBackToFiles: { verifyWithin: 1s }");
  }

  /**
   * Its worker's doctor looks by itself: its figures are asked for, and its words searched. Nobody
   * listens for the dead-man ping: that is a figure, and disturbs nothing.
   */
  @Override
  Setting before(Sandbox sandbox) {
    Path address = sandbox.secret("dead-man");
    try {
      Files.writeString(address, "http://127.0.0.1:" + Port.free() + "/ping/" + PING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String deadMan = "deadMan: { url: \"file:" + address + "\", every: 10s }\n";
    Setting chatting = chat.setting(sandbox);
    Map<String, String> secrets = new HashMap<>(chatting.secrets());
    secrets.put("ping", PING);
    return new Setting(
        Map.of(),
        secrets,
        text -> chatting.configuration().apply(text).replace("after: 1d", "after: 1s") + deadMan);
  }

  @AfterAll
  void noChat() {
    chat.close();
  }

  @Test
  @Order(1)
  void anAlertmanagerWithAnotherTokenStartsNothing(@TempDir Path folder) throws IOException {
    Path wrong = Files.writeString(folder.resolve("token"), "not the token");
    try (Alertmanager stranger = alertmanager(folder, wrong)) {
      stranger.fires(LABELS, DOWN, Instant.now());
      Until.holds("it is turned away", () -> counted("unauthorised"));
    }
    assertThat(counted("accepted")).isFalse();
    assertThat(ground.newest()).as("a recovery").isEmpty();
  }

  @Test
  @Order(2)
  void whatAlertmanagerFiresIsRecoveredAndWhatItResolvesIsOver(@TempDir Path folder) {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Instant since = Instant.now();
    try (Alertmanager neighbour = alertmanager(folder, ground.sandbox.secret("alertmanager"))) {
      neighbour.fires(LABELS, DOWN, since);
      String run = ground.after("");
      Question question = ground.asked(run);
      new OpenedCold(ground.sandbox.target(), true).saysEverythingAtOnce(ground.says(0, "status"));
      asked =
          Until.found(
              "the figure of an open question",
              () -> Optional.of(metrics()).filter(page -> page.contains(OPEN)));
      ground.answers(0, question, "no", "on-call");
      Report end = ground.end(run);
      assertThat(end.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(end.startedBy()).isEqualTo("incident");
      Alert told = ground.incident("fires", seen -> !seen.alerts().isEmpty()).alerts().get(0);
      assertThat(told.summary()).isEqualTo(DOWN);
      assertThat(told.severity()).isEqualTo("critical");
      assertThat(told.startedAt().toEpochMilli()).isEqualTo(since.toEpochMilli());
      neighbour.resolves(LABELS, DOWN, since);
      ground.incident("over", seen -> seen.alerts().stream().noneMatch(Alert::firing));
    }
  }

  /** What a person does who has only the Web UI: from its empty start form to the result. */
  @Test
  @Order(3)
  void aPersonStartsWatchesAnswersAndSeesTheEndInTheWebUi(@TempDir Path folder) throws IOException {
    Visit visit = Visit.of(ground, chat, folder, PICTURES);
    visit.pages().forEach((step, text) -> ground.heard().add("page " + step + "\n" + text));
    assertThat(ground.secrets().in(visit.page("result")))
        .as("the search finds what the browser shows")
        .containsExactly(Secrets.CONTROL);
    assertThat(visit.page("refused")).contains("REFUSED", "the lock of sandbox/whatsapp is the id");
    assertThat(visit.page("form")).isEqualTo("recovery/sandbox/whatsapp\nmayday\nFallBackToFiles");
    assertThat(visit.page("running"))
        .as("details that were copied from the run before, which an incident began")
        .doesNotContain("by the incident")
        .contains("Running", "lead");
    assertThat(visit.page("cancelled")).contains("ABORTED", "Why: the workflow was cancelled");
    visit.saysEverythingAtOnce(ground.sandbox.target());
    assertThat(visit.page("heard")).contains("counted: verified by one-time code");
    assertThat(visit.page("result"))
        .contains("FallBackToFiles of sandbox/whatsapp (drill): RECOVERED")
        .contains("Why: every proof that was not left out held");
    assertThat(visit.page("timeline"))
        .contains("Completed", "stop baileys-whatsapp-service, proven", "RECOVERED");
    List<String> runs = visit.page("runs").lines().toList();
    assertThat(ground.status(runs.get(0)))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    String run = runs.get(1);
    assertThat(ground.end(run).decisions())
        .singleElement()
        .matches(one -> one.by().equals("on-call") && one.counted())
        .as("a name that is typed proves nobody: this one came by the code alone")
        .matches(one -> one.verified() && one.how().equals(Identity.ONE_TIME));
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo("files");
    ground.runs().addAll(runs);
  }

  /** The recovery before this used up a budget that is too small. */
  @Test
  @Order(4)
  void everyFigureThatARuleAsksForIsThereAndPrometheusTakesThePage() throws IOException {
    breakAWorkflow();
    turnAnAlertAway();
    String page =
        Until.found(
            "the figures of the rules",
            () -> Optional.of(metrics()).filter(now -> AlertRules.shipped().allIn(now + asked)));
    assertThat(
            AlertRules.shipped()
                .missingIn(page + asked.replace("mayday_question", "mayday_riddle")))
        .containsExactly("mayday_question_open_seconds");
    Until.holds("nobody is asked now", () -> !metrics().contains(OPEN));
    assertThat(AlertRules.complaints(page)).allMatch(AlertRules::ofOthers);
    assertThat(AlertRules.complaints("mayday_bad_count 1\n")).isNotEmpty();
  }

  /** An input that is none: its task fails, for ever, and only the figures tell. */
  private void breakAWorkflow() {
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setWorkflowId("no-incident").setTaskQueue("mayday").build();
    WorkflowStub stub = ground.scene.client().newUntypedWorkflowStub("RespondToIncident", options);
    stub.start(5);
    Until.holds(
        "its task fails",
        () -> metrics().contains("temporal_workflow_task_execution_failed_total{"));
    stub.terminate("it has served");
  }

  /** An alert that comes while Temporal is gone is turned away, and is there when it is back. */
  private void turnAnAlertAway() throws IOException {
    String token = Files.readString(ground.sandbox.secret("alertmanager")).strip();
    Storm sender = new Storm(token, ground.scene.webhookUrl());
    ground.scene.temporal().kill();
    CompletableFuture<Void> sent =
        sender.send(0, new Storm.Shout("late", "sandbox", "whatsapp", false, Instant.now()));
    Until.holds("it is turned away", () -> sender.turnedAway() > 0);
    Until.holds("it is not ready", () -> metrics().contains("mayday_ready 0.0"));
    ground.scene.temporal().start();
    sent.join();
    Until.holds("it is ready", () -> metrics().contains("mayday_ready 1.0"));
  }

  private Alertmanager alertmanager(Path folder, Path token) {
    return new Alertmanager(folder.resolve("alertmanager"), ground.scene.webhookUrl(), token);
  }

  private String metrics() {
    return ground.scene.get(ground.scene.metricsUrl());
  }

  private boolean counted(String result) {
    return metrics()
        .lines()
        .anyMatch(
            line ->
                line.startsWith("mayday_alerts_total{")
                    && line.contains("result=\"" + result + "\""));
  }
}
