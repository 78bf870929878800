package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.reports.ReportJson;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An alert comes in, the service comes back, and Mayday proves it; nothing here is a stand-in. */
class MainJobIT extends OnGround {
  private static final String LISTED =
      "$0$1reminders: { process: { saveWithin: 1s }, shares: [checkout, env], treatment: restarted }";
  private static final String BOTH =
      "$0$1exporter: { process: { saveWithin: 1s }, shares: [checkout], treatment: stopped }";
  private static final String CUSTOMER = "79000100001";
  private String away = "";
  private Lodger reminders;
  private Lodger exporter;

  MainJobIT() {
    super(2, 1313);
  }

  /** Two live in the service's checkout; mayday.yaml knows of one. */
  @Override
  Setting before(Sandbox sandbox) {
    reminders = new Lodger(sandbox, "reminders").in();
    exporter = new Lodger(sandbox, "exporter").in();
    return new Setting(
        Map.of(), Map.of(), text -> text.replaceFirst("(\\n +)machinery: .*", LISTED));
  }

  @Test
  @Order(1)
  void anAlertBringsTheServiceBackOnFiles() throws Exception {
    aMessageOfEachCompany();
    Instant failure = Instant.now();
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Instant broken = Instant.now();
    assertThat(ground.scene.alert("firing", failure)).isEqualTo(202);
    away = ground.after("");
    Question question = ground.asked(away);
    assertThat(question.text())
        .contains("PM2 exporter (node ", "is not under neighbours in mayday.yaml")
        .contains("exporter: { process: { name: exporter, pm2Home: ");
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
    becameOf(end, "reminders (PM2 reminders, shares checkout, .env) is restarted, so");
    becameOf(end, "is untouched, and not listed");
    assertThat(reminders.modes()).containsExactly("true", "false");
    assertThat(exporter.modes()).containsExactly("true");
    new Unhandled(ground.sandbox, broken).isTold(end);
    isFiled(end);
    isFoundAs(Outcome.RECOVERED, away);
    isMeasured();
  }

  @Test
  @Order(2)
  void aWorkerKilledInTheMiddleOfTheReturnGoesOn() throws IOException {
    ground.sandbox.heal();
    assertThat(ground.scene.alert("resolved", Instant.now())).isEqualTo(202);
    list();
    String back = ground.begin("ReturnToPostgres", "the database is back");
    Question question = ground.asked(back);
    assertThat(question.text()).doesNotContain("exporter");
    ground.answers(0, question, "yes", "on-call");
    ground.seen(back, "the service is stopped", report -> done(report, "stop "));
    String step = new Midway(ground.scene, back).kill();
    assertThat(ground.open(back)).as("killed in the middle of " + step).isTrue();
    ground.scene.startMayday();
    Report end = ground.end(back);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.MEASURED);
    assertThat(sealed(end)).isEqualTo(1);
    assertThat(seenAgain(back)).as("steps that were begun twice").contains(step);
    green("postgres");
    becameOf(end, "exporter (PM2 exporter, shares checkout) is stopped until");
    becameOf(end, "neighbour exporter, which was stopped, is started again");
    assertThat(exporter.modes()).containsExactly("true", "true");
    assertThat(reminders.modes()).containsExactly("true", "false", "true");
    isFoundAs(Outcome.RECOVERED, back);
  }

  /** Its start goes through, then it ends again and again: after the seal there is no way back. */
  @Test
  @Order(3)
  void aReleaseThatDoesNotStartIsHandedOver() throws IOException {
    ground.sandbox.breakIt(Fault.FALLBACK_CRASHES);
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    String run = ground.begin("FallBackToFiles", "the database is gone again");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    ground.seen(run, "the seal", report -> sealed(report) == 1);
    Question blocked = ground.asked(run);
    assertThat(blocked.text()).contains(ground.sandbox.process());
    assertThat(blocked.answers()).contains("retry", "hand over").doesNotContain("roll back");
    ground.answers(0, blocked, "hand over", "on-call");
    Report end = ground.end(run);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(end.why()).doesNotContain("service running");
    assertThat(end.why() + end.leftToDo()).contains(ground.sandbox.process());
    assertThat(sealed(end)).isEqualTo(1);
    assertThat(end.journal()).noneMatch(one -> one.kind().equals("prove"));
    Path filed = ground.scene.reports().resolve(run + ".md");
    assertThat(Files.readString(filed)).contains("HANDED_OVER", ground.sandbox.process());
    assertThat(ground.sandbox.status().broken())
        .as("red, and nobody wrote who should not")
        .contains("every company is connected")
        .doesNotContain("WhatsApp has refused nothing");
  }

  /** The other one is listed, too; Mayday reads its configuration when it starts. */
  private void list() throws IOException {
    Path file = ground.sandbox.configuration();
    String text = Files.readString(file).replaceFirst("(\\n +)reminders: .*", BOTH);
    Files.writeString(file, text);
    ground.scene.killMayday();
    ground.scene.startMayday();
  }

  private static void becameOf(Report end, String phrase) {
    assertThat(end.plan().steps()).anyMatch(step -> step.phrase().contains(phrase));
    assertThat(end.journal()).anyMatch(one -> one.what().contains(phrase));
  }

  /** So that there is a last one. */
  private void aMessageOfEachCompany() {
    try (Client client = new Client(ground.sandbox, List.of(CUSTOMER)).start()) {
      client.sends(2 * ground.sandbox.companies().size());
    }
  }

  private static long sealed(Report report) {
    return report.journal().stream().filter(one -> one.kind().equals("seal")).count();
  }

  private static boolean done(Report report, String change) {
    return report.journal().stream()
        .anyMatch(
            one ->
                one.kind().equals("change")
                    && one.what().startsWith(change)
                    && one.result().equals("done"));
  }

  private void green(String mode) {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }

  private void isFiled(Report end) throws IOException {
    Path folder = ground.scene.reports();
    Report filed = ReportJson.read(Files.readString(folder.resolve(end.run() + ".json")));
    assertThat(filed.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(filed.rto().machine()).isPositive();
    assertThat(filed.loss().atMost()).isEqualTo(end.loss().atMost());
    assertThat(filed.journal().stream().filter(one -> one.kind().equals("prove"))).hasSize(4);
    assertThat(Files.readString(folder.resolve(end.run() + ".md")))
        .contains("## Messages not handled", "What senders may have to repeat")
        .contains("RECOVERED", "machine", "waiting for people", "a bound, not measured")
        .contains("a test message is sent", "on-call: yes (verified: personal token)");
  }

  private void isFoundAs(Outcome outcome, String run) {
    String query = "MaydayOutcome = '" + outcome + "' AND MaydayService = 'whatsapp'";
    Until.holds(
        query,
        () -> {
          try (var found = ground.scene.client().listExecutions(query)) {
            return found.anyMatch(one -> one.getExecution().getRunId().equals(run));
          }
        });
  }

  private void isMeasured() {
    Until.found(
        "the figures",
        () ->
            Optional.of(ground.scene.get(ground.scene.metricsUrl()))
                .filter(page -> page.contains("mayday_recovery_seconds"))
                .filter(page -> page.contains("scenario=\"FallBackToFiles\""))
                .filter(page -> page.contains("mayday_warm_copy_age_seconds{"))
                .filter(page -> page.contains("temporal_workflow_completed")));
  }

  /** The types of the activities of a run whose last attempt was not the first. */
  private List<String> seenAgain(String run) {
    List<HistoryEvent> events =
        ground.scene.client().fetchHistory(Scene.TARGET.recoveryId(), run).getEvents();
    return events.stream()
        .map(HistoryEvent::getActivityTaskStartedEventAttributes)
        .filter(started -> started.getAttempt() > 1)
        .map(started -> events.get((int) started.getScheduledEventId() - 1))
        .map(scheduled -> scheduled.getActivityTaskScheduledEventAttributes().getActivityType())
        .map(ActivityType::getName)
        .toList();
  }
}
