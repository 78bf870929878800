package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.reports.ReportJson;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An alert comes in, the service comes back, and Mayday proves it; nothing here is a stand-in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  @TempDir private static Path temp;
  private static Ground ground;
  private static String away = "";

  @BeforeAll
  static void up() {
    ground = Ground.raise(temp.resolve("box"), 1, 1313);
  }

  @AfterAll
  static void down() {
    if (ground != null) ground.close();
  }

  @AfterEach
  void unlock() {
    ground.unlock();
  }

  @Test
  @Order(1)
  void anAlertBringsTheServiceBackOnFiles() throws Exception {
    Instant failure = Instant.now();
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    assertThat(ground.scene.alert("firing", failure)).isEqualTo(202);
    away = ground.after("");
    Question question = ground.asked(away);
    assertThat(visibleSecrets()).isEmpty();
    assertThat(ground.answers(0, question, "yes", "on-call")).contains("verified");
    Report end = ground.end(away);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.BOUND);
    assertThat(end.decisions()).singleElement().matches(one -> one.verified() && one.counted());
    assertThat(end.rto().human()).isPositive();
    assertThat(end.rto().machine().plus(end.rto().human())).isEqualTo(end.rto().total());
    assertThat(end.rto().total())
        .isGreaterThan(Duration.between(failure, end.endedAt()).minusSeconds(2));
    green("files");
    isFiled(end);
    isFoundAs(Outcome.RECOVERED, away);
    isMeasured();
  }

  @Test
  @Order(2)
  void aWorkerKilledInTheMiddleOfTheReturnGoesOn() {
    ground.sandbox.heal();
    assertThat(ground.scene.alert("resolved", Instant.now())).isEqualTo(202);
    String back = ground.begin("ReturnToPostgres", "the database is back");
    ground.answers(0, ground.asked(back), "yes", "on-call");
    ground.seen(back, "the service is stopped", report -> done(report, "stop "));
    ground.scene.killMayday();
    assertThat(ground.open(back)).as("killed in the middle").isTrue();
    ground.scene.startMayday();
    Report end = ground.end(back);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.MEASURED);
    assertThat(end.journal().stream().filter(one -> one.kind().equals("seal"))).hasSize(1);
    // Between two steps there is none; within one there is: both are the middle, chance decides.
    System.out.println("steps that the dead worker had begun: " + seenAgain(back));
    green("postgres");
    isFoundAs(Outcome.RECOVERED, back);
  }

  @Test
  @Order(3)
  void noSecretIsAnywhere() throws IOException {
    Secrets secrets = Secrets.of(ground.sandbox);
    Histories histories = Histories.of(ground.scene.client());
    assertThat(histories.holding("whatsapp")).as("the search finds what is there").isNotEmpty();
    secrets
        .values()
        .forEach((name, value) -> assertThat(histories.holding(value)).as(name).isEmpty());
    assertThat(secrets.in(ground.scene.get(ground.scene.metricsUrl()))).isEmpty();
    assertThat(secrets.in(Files.readString(ground.sandbox.folder().resolve("mayday.log"))))
        .isEmpty();
    try (Stream<Path> reports = Files.list(ground.scene.reports())) {
      for (Path report : reports.toList())
        assertThat(secrets.in(Files.readString(report))).as(report.toString()).isEmpty();
    }
  }

  @Test
  @Order(4)
  void everyHistoryReplays() throws Exception {
    Histories histories = Histories.of(ground.scene.client());
    histories.replay();
    assertThat(histories.sizes()).hasSize(2);
    System.out.println("events of each recovery: " + histories.sizes());
  }

  private static boolean done(Report report, String change) {
    return report.journal().stream()
        .anyMatch(
            one ->
                one.kind().equals("change")
                    && one.what().startsWith(change)
                    && one.result().equals("done"));
  }

  private static void green(String mode) {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }

  private static void isFiled(Report end) throws IOException {
    Path folder = ground.scene.reports();
    Report filed = ReportJson.read(Files.readString(folder.resolve(end.run() + ".json")));
    assertThat(filed.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(filed.rto().machine()).isPositive();
    assertThat(filed.loss().atMost()).isEqualTo(end.loss().atMost());
    assertThat(filed.journal().stream().filter(one -> one.kind().equals("prove"))).hasSize(4);
    assertThat(Files.readString(folder.resolve(end.run() + ".md")))
        .contains("RECOVERED", "machine", "waiting for people", "a bound, not measured")
        .contains("a test message is sent", "on-call: yes (verified)");
  }

  private static void isFoundAs(Outcome outcome, String run) {
    String query = "MaydayOutcome = '" + outcome + "' AND MaydayService = 'whatsapp'";
    Until.holds(
        query,
        () -> {
          try (var found = ground.scene.client().listExecutions(query)) {
            return found.anyMatch(one -> one.getExecution().getRunId().equals(run));
          }
        });
  }

  private static void isMeasured() {
    Until.found(
        "the figures",
        () ->
            Optional.of(ground.scene.get(ground.scene.metricsUrl()))
                .filter(page -> page.contains("mayday_recovery_seconds"))
                .filter(page -> page.contains("scenario=\"FallBackToFiles\""))
                .filter(page -> page.contains("mayday_warm_copy_age_seconds{"))
                .filter(page -> page.contains("temporal_workflow_completed")));
  }

  /** How many activity attempts of a run were not the first. */
  private static long seenAgain(String run) {
    return ground.scene.client().fetchHistory(Scene.TARGET.recoveryId(), run).getEvents().stream()
        .filter(event -> event.getActivityTaskStartedEventAttributes().getAttempt() > 1)
        .count();
  }

  /** Secrets on a command line, where every user of the machine would read them. */
  private static List<String> visibleSecrets() {
    Secrets secrets = Secrets.of(ground.sandbox);
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .flatMap(line -> secrets.in(line).stream())
        .toList();
  }
}
