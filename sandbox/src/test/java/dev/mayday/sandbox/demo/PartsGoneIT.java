package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Signals;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Order;
import dev.mayday.triage.Carried;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts that are gone and come back: the webhook between an alert and its answer, the worker of a
 * host in the middle of a step, the network, the database for a moment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class PartsGoneIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String HELD = "here";

  /** So long ago a killed worker asked the server last: see docs/doctor.md for each figure. */
  private static final Duration MISSED = Duration.ofSeconds(15);

  /** A beat that is missed, a second, a step that nobody picks up, a task for a dead worker. */
  private static final Duration WAITING = Duration.ofSeconds(6 + 1 + 8 + 2);

  /** What a command or a worker takes to come up on a busy machine. */
  private static final Duration A_LOOK = Duration.ofSeconds(30);

  /** The incident that lives through all of these tests is to act at once each time. */
  private static final String POLICY = "FallBackToFiles: { coolDown: 0s, watchFor: 0s }";

  private Ground ground;

  @BeforeAll
  void up(@TempDir Path temp) {
    ground = Ground.on(Raised.up(temp.resolve("box"), 1, 60), PartsGoneIT::brisk, POLICY);
  }

  @AfterAll
  void down() {
    if (ground == null) return;
    try (Ground told = ground) {
      Search.findsNothing(told);
    }
  }

  private static Setting brisk(Sandbox sandbox) {
    return new Setting(Map.of(), Map.of(), Crashes::brisk);
  }

  /** No 202, so the sender sends again: nothing is lost, and nothing is there twice. */
  @Test
  void anAlertWhoseWebhookIsKilledBeforeItAnswersIsSentAgain() {
    Instant since = Instant.now();
    ProcessHandle server = ProcessHandle.of(ground.scene.temporal().process().pid()).orElseThrow();
    Signals.send("SIGSTOP", server);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> ground.scene.alert("firing", since));
    Until.holds("the desk hands the alert on", this::handedOn);
    ground.scene.killMayday();
    Signals.send("SIGCONT", server);
    assertThat(first.exceptionally(cut -> 0).join()).as("the sender's answer").isNotEqualTo(202);
    ground.scene.startMayday();
    assertThat(ground.scene.alert("firing", since)).isEqualTo(202);
    Carried incident =
        ground.incident("the alert", seen -> seen.notes().toString().contains("triage: "));
    assertThat(incident.alerts()).singleElement().matches(one -> one.startedAt().equals(since));
    assertThat(incident.notes().stream().filter(note -> note.contains("alert from"))).hasSize(1);
    assertThat(runsOf(Scene.TARGET.incidentId())).isEqualTo(1);
    assertThat(ground.newest()).as("a recovery of a service that is well").isEmpty();
    resolved();
  }

  private void resolved() {
    assertThat(ground.scene.alert("resolved", Instant.now())).isEqualTo(202);
    ground.incident("resolved", seen -> seen.alerts().stream().noneMatch(one -> one.firing()));
  }

  private boolean handedOn() {
    return ground
        .scene
        .get(ground.scene.metricsUrl())
        .lines()
        .anyMatch(line -> line.contains("SignalWithStart") && !line.startsWith("#"));
  }

  private long runsOf(String id) {
    String query = "WorkflowId = '" + id + "'";
    try (var found = ground.scene.client().listExecutions(query)) {
      return found.count();
    }
  }

  /** It heals between the two looks. */
  @Test
  void anOutageThatIsOverAtTheSecondLookIsAFalseAlarmAndChangesNothing() {
    Picture before = Picture.of(ground.scene);
    ground.sandbox.breakIt(Fault.POSTGRES_FROZEN);
    ground.sabotage.order(HELD, Order.holdAfter(FaultCell.FALL_BACK, "PostgresProbe"));
    String run = ground.begin(FaultCell.FALL_BACK, "the database does not answer");
    Until.holds("the first look is over", () -> ground.sabotage.carriedOut(HELD));
    ground.sandbox.heal();
    ground.sabotage.withdraw(HELD);
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.FALSE_ALARM);
    assertThat(looks(end)).hasSize(2).first().asString().startsWith("TIMEOUT");
    assertThat(looks(end)).last().asString().startsWith("READY");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    green("postgres");
  }

  /** The same silence of the database, with and without a witness beyond it. */
  @Test
  void theNetworkIsToldFromTheDatabase() {
    Picture before = Picture.of(ground.scene);
    ground.sandbox.breakIt(Fault.NETWORK_DOWN);
    assertThat(ground.scene.alert("firing", Instant.now())).isEqualTo(202);
    ground.incident("the network", seen -> noted(seen, "is down, not the database"));
    assertThat(ground.incident("told", seen -> true).notes().toString()).contains("MendNetwork");
    Report network = ground.end(ground.begin(FaultCell.FALL_BACK, "somebody is in a hurry"));
    assertThat(network.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(network.why()).contains("network of host sandbox is down, not the database");
    assertThat(looks(network)).singleElement().asString().startsWith("NETWORK_DOWN");
    resolved(); // else the incident falls back by itself as soon as it is the database
    ground.sandbox.heal(Fault.NETWORK_DOWN);

    ground.sandbox.breakIt(Fault.PORT_BLOCKED);
    String run = ground.begin(FaultCell.FALL_BACK, "the port is blocked");
    ground.answers(0, ground.asked(run), "no", "on-call");
    Report port = ground.end(run);
    assertThat(port.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(looks(port)).hasSize(2).allMatch(look -> look.startsWith("TIMEOUT"));
    ground.sandbox.heal();
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    green("postgres");
  }

  /**
   * Nobody works on the host's queue: that is said within seconds, by the doctor and in the report,
   * and then people are asked, not left in silence.
   */
  @Test
  void theWorkerOfTheHostIsGoneInTheMiddleOfAStepAndComesBackWhenPeopleSaySo() {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    ground.sabotage.order(HELD, Order.holdBefore(FaultCell.FALL_BACK, "SessionsInstall"));
    String run = ground.begin(FaultCell.FALL_BACK, "the database is gone");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Until.holds("a step is under way", () -> ground.sabotage.carriedOut(HELD));
    assertThat(hostIsMissed()).as("a doctor before").isFalse();
    ground.scene.killMayday();
    Instant killed = Instant.now();
    ground.sabotage.withdraw(HELD);
    try (Child control = ground.scene.startPart("worker", "--metrics", "127.0.0.1:0")) {
      assertThat(control.pid()).isPositive();
      assertThat(Duration.between(killed, missed()))
          .as("until the doctor is red")
          .isLessThan(MISSED.plus(A_LOOK));
      Question question = ground.asked(run);
      assertThat(question.text()).contains("nobody works on the queue host-sandbox");
      Report waits = ground.seen(run, "it was said before", PartsGoneIT::saidThatNobodyWorks);
      assertThat(Duration.between(killed, said(waits)))
          .as("until the report says that nobody works")
          .isPositive()
          .isLessThan(WAITING.plus(A_LOOK));
      try (Child host =
          ground.scene.startPart("worker", "--host", "sandbox", "--metrics", "127.0.0.1:0")) {
        assertThat(host.pid()).isPositive();
        ground.answers(0, question, "retry", "on-call");
        Report end = ground.end(run);
        assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
      }
    }
    ground.scene.startMayday(); // else nobody answers for the pages that are searched
    green("files");
  }

  /** When a doctor that found nobody there began to look. */
  private Instant missed() {
    return Until.found(
        "a doctor that misses the host's worker",
        () -> Optional.of(Instant.now()).filter(began -> hostIsMissed()));
  }

  private boolean hostIsMissed() {
    String said = ground.scene.say("doctor", "--anywhere").text();
    assertThat(said).contains("worker of host sandbox");
    return said.contains("FAIL worker of host sandbox");
  }

  private void green(String mode) {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }

  private static List<String> looks(Report report) {
    return report.journal().stream()
        .filter(one -> one.kind().equals("check") && one.what().startsWith("does the database"))
        .map(Entry::result)
        .toList();
  }

  private static boolean noted(Carried incident, String words) {
    return incident.notes().stream().anyMatch(note -> note.contains(words));
  }

  /** And by whom the queue was polled last. */
  private static boolean saidThatNobodyWorks(Report report) {
    return waits(report).findFirst().isPresent();
  }

  private static Instant said(Report report) {
    return waits(report).findFirst().orElseThrow().at();
  }

  private static Stream<Entry> waits(Report report) {
    return report.journal().stream()
        .filter(one -> one.kind().equals("waiting"))
        .filter(
            one ->
                one.result().contains("on host-sandbox was heard last: ")
                    || one.result().contains("no worker polls host-sandbox"));
  }
}
