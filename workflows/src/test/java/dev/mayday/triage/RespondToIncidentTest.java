package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.runbook.Control;
import dev.mayday.runbook.Ended;
import dev.mayday.system.Reachability;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Await;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class RespondToIncidentTest extends IncidentStage {
  @Test
  void anAlertStartsTheRecoveryUnderTheLockAndItOutlivesTheIncident() {
    WorkflowStub incident = alerts(firing("down", -120));
    in(10, resolved("down", -120));
    assertThat(notes(incident))
        .containsSubsequence(
            "alert from monitor: down",
            "triage: FallBackToFiles, the database answers REFUSED",
            "FallBackToFiles runs",
            "FallBackToFiles ended RECOVERED");
    Report report = onlyReport();
    assertThat(report.workflowId()).isEqualTo("recovery/staging/whatsapp");
    assertThat(report.startedBy()).isEqualTo("incident");
    assertThat(report.detectedAt()).as("the alert's own start").isEqualTo(began.minusSeconds(120));
    assertThat(history(incident))
        .filteredOn(
            event ->
                event.getEventType()
                    == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED)
        .singleElement()
        .matches(
            event ->
                event
                        .getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getParentClosePolicy()
                    == ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON);
  }

  @Test
  void aStartThatWasNotTakenAsItStoodIsShownWithWhatItsSourceSaid() {
    Alert alert =
        new Alert(
            "monitor", "down", true, began, began, "", "down", Map.of(), "yesterday", "Asia/Tokyo");
    WorkflowStub incident = alerts(alert);
    in(10, resolved("down", 0));
    String both = "(the time of receipt; its source says \"yesterday\", read as Asia/Tokyo)";
    assertThat(notes(incident)).contains("alert from monitor: down; it began ", both);
    assertThat(onlyReport().journal())
        .filteredOn(entry -> entry.kind().equals("began"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.result()).contains(both));
  }

  /** As on an empty store: nobody remembers the fallback, and what is seen decides. */
  @Test
  void aServiceThatIsOnFilesIsSeenAndNothingIsBegunOrTakenBack() {
    World fallen = Worlds.onFiles();
    fallen.database = Reachability.State.REFUSED;
    stage.close();
    world = fallen;
    stage = new Stage(world).answer("yes");
    began = Instant.ofEpochMilli(stage.environment.currentTimeMillis());
    String before = world.production();
    WorkflowStub incident = alerts(firing("down", 0));
    in(10, resolved("down", 0));
    assertThat(notes(incident))
        .contains("the service is on files already, runs and is connected")
        .doesNotContain("FallBackToFiles runs");
    assertThat(world.told).anyMatch(subject -> subject.contains("on files already"));
    assertThat(world.production()).isEqualTo(before);
    assertThat(stage.control.filed()).isEmpty();
  }

  @Test
  void repeatsAndOtherAlertsJoinAndStartNothingAnew() {
    WorkflowStub incident = alerts(firing("down", -60), firing("down", -60));
    in(1, firing("down", -60));
    in(2, firing("slow", -30));
    in(10, resolved("down", -60), resolved("slow", -30));
    assertThat(notes(incident)).containsSubsequence("down", "ended RECOVERED", "slow");
    assertThat(onlyReport().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aRecoveryThatRunsAlreadyIsAdoptedAndNeverDoubled() {
    stage.people.answering(ask -> {});
    stage.begin("FallBackToFiles", false);
    WorkflowStub incident = alerts(firing("down", 0));
    in(60, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence(
            "FallBackToFiles runs (adopted): it was under way already",
            "FallBackToFiles ended DECLINED");
    assertThat(onlyReport().outcome()).isEqualTo(Outcome.DECLINED);
  }

  @Test
  void aRecoveryThatWasBegunByHandIsAdoptedToo() {
    stage.people.answering(ask -> {});
    WorkflowStub run = stage.begin("FallBackToFiles", false);
    WorkflowStub incident = incident();
    Begun begun = new Begun("FallBackToFiles", run.getExecution().getRunId(), "on-call");
    incident.signalWithStart(
        "begun", new Object[] {begun}, new Object[] {IncidentStart.of(Services.TARGET)});
    assertThat(notes(incident))
        .containsSubsequence("begun by on-call", "FallBackToFiles ended DECLINED");
  }

  @Test
  void aRelapseIsToldAndMaydayDoesNotActOnItsOwnBeforeTheCoolDown() {
    WorkflowStub incident = alerts(firing("down", 0));
    in(5, resolved("down", 0));
    in(20, firing("down", 20 * 60));
    in(50, resolved("down", 20 * 60));
    assertThat(notes(incident))
        .containsSubsequence(
            "FallBackToFiles ended RECOVERED",
            "relapse after FallBackToFiles: down",
            "Mayday does not act on its own",
            "triage: nothing to do");
    assertThat(world.told).anyMatch(subject -> subject.startsWith("relapse after FallBackToFiles"));
  }

  @Test
  void aSourceThatFlapsAfterARecoveryIsToldOfOnce() {
    WorkflowStub incident = alerts(firing("down", 0));
    in(5, resolved("down", 0));
    for (int flap = 20; flap < 25; flap++) {
      in(flap, firing("down", flap * 60), resolved("down", flap * 60), firing("more", flap * 60));
      in(flap + 1, resolved("more", flap * 60));
    }
    assertThat(notes(incident)).containsSubsequence("ended RECOVERED", "relapse after");
    assertThat(world.told.stream().filter(subject -> subject.startsWith("relapse"))).hasSize(1);
  }

  @Test
  void aStormDuringARecoveryIsLookedIntoNowAndThen() {
    stage.people.answering(ask -> {});
    WorkflowStub incident = alerts(firing("down", 0));
    List<Alert> over = new ArrayList<>(List.of(resolved("down", 0)));
    for (int second = 60; second < 180; second++) {
      Alert more = firing("more-" + second, second);
      over.add(resolved("more-" + second, second));
      stage.after(
          Duration.ofSeconds(second),
          () -> known().signal("alerts", new AlertBatch(List.of(more))));
    }
    in(4, over.toArray(Alert[]::new));
    assertThat(notes(incident)).contains("ended DECLINED");
    assertThat(looks()).as("120 alerts in two minutes").isBetween(3L, 10L);
  }

  private long looks() {
    return stage
        .environment
        .getWorkflowClient()
        .fetchHistory(Services.TARGET.incidentId())
        .getEvents()
        .stream()
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .filter("PostgresProbe"::equals)
        .count();
  }

  @Test
  void aHumanMayEndTheCoolDown() {
    WorkflowStub incident = alerts(firing("down", 0));
    stage.after(
        Duration.ofMinutes(5),
        () -> incident.signal("actAgain", new Control("on-call", "look again", "")));
    in(10, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence("ended RECOVERED", "may act again, says on-call", "triage: nothing");
  }

  @Test
  void declinedHasNoCoolDownAndTheNextAlertAsksAgainEvenARepeat() {
    stage.people.answering(ask -> {});
    WorkflowStub incident = alerts(firing("down", 0));
    stage.after(Duration.ofMinutes(40), () -> stage.answer("yes"));
    in(41, firing("down", 0));
    in(60, resolved("down", 0));
    assertThat(notes(incident)).containsSubsequence("ended DECLINED", "ended RECOVERED");
    assertThat(world.told).noneMatch(subject -> subject.startsWith("relapse"));
    assertThat(stage.control.filed())
        .extracting(Report::outcome)
        .containsExactly(Outcome.DECLINED, Outcome.RECOVERED);
  }

  @Test
  void aResolvedAlertAloneStopsNothing() {
    stage.people.answering(
        ask -> {
          known().signal("alerts", new AlertBatch(List.of(resolved("down", 0))));
          stage.decide(ask, "yes");
        });
    notes(alerts(firing("down", 0)));
    assertThat(onlyReport().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void whileMaydayStandsBackNothingBeginsAndAfterwardsItDoes() {
    world.standBack = "lead: maintenance";
    WorkflowStub incident = alerts(firing("down", 0));
    in(2, firing("slow", 60));
    stage.after(Duration.ofMinutes(7), () -> world.standBack = "");
    in(30, resolved("down", 0), resolved("slow", 60));
    assertThat(notes(incident))
        .containsSubsequence("standing back: lead: maintenance", "triage: FallBackToFiles");
    assertThat(world.told)
        .anyMatch(subject -> subject.startsWith("Mayday stands back"))
        .noneMatch(subject -> subject.startsWith("relapse"));
    assertThat(onlyReport().startedAt()).isAfter(began.plus(Duration.ofMinutes(7)));
  }

  @Test
  void aNetworkThatIsDownIsHandedOver() {
    world.database = Reachability.State.NETWORK_DOWN;
    nothingBegins(
        "the network of host app is down, not the database (MendNetwork is not installed)");
  }

  @Test
  void aVerdictWithoutAnInstalledScenarioChangesNothing() {
    world.database = Reachability.State.READY;
    nothingBegins("RepairSessions is not installed", firing("decrypt failed: Bad MAC", 0));
  }

  @Test
  void probesThatCannotBeMadeAreHandedOverAndMadeAgain() {
    stage.failing("PostgresProbe", 4, new Unavailable("no driver\nHINT: see the worker"));
    WorkflowStub incident = alerts(firing("down", 0));
    in(10, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence(
            "handed over: the probes could not be made: no driver", "ended RECOVERED");
    assertThat(world.told)
        .anyMatch(subject -> subject.startsWith("nothing that Mayday does by itself"));
  }

  @Test
  void triageInFlightStopsTheWrongRecoveryAndThenStartsTheRightOneNeverTwo() {
    stage.close();
    world = Worlds.onFiles();
    stage = new Stage(world).answer("yes");
    WorkflowStub wrong = stage.begin("ReturnToPostgres", false);
    WorkflowStub incident = incident();
    stage.before(
        "WhatsAppConnected",
        () -> {
          world.database = Reachability.State.TIMEOUT;
          known().signal("alerts", new AlertBatch(List.of(firing("down", 0))));
          Await.until(
              () ->
                  wrong
                      .query("report", Report.class)
                      .journal()
                      .toString()
                      .contains("abort by incident"));
        });
    Begun begun = new Begun("ReturnToPostgres", wrong.getExecution().getRunId(), "on-call");
    incident.signalWithStart(
        "begun", new Object[] {begun}, new Object[] {IncidentStart.of(Services.TARGET)});
    in(15, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence(
            "triage: FallBackToFiles",
            "another scenario than ReturnToPostgres is right now: asked it to stop",
            "ReturnToPostgres ended HANDED_OVER",
            "triage: FallBackToFiles",
            "FallBackToFiles ended RECOVERED");
    assertThat(world.halfHealed()).isFalse();
    assertThat(world.mode).isEqualTo("false");
  }

  @Test
  void aRecoveryThatWasTerminatedIsNoticedAndAfterTheCoolDownAnotherBegins() {
    stage.people.answering(ask -> {});
    stage.after(
        Duration.ofMinutes(12),
        () -> {
          stage.operator.recovery().terminate("by mistake");
          stage.answer("yes");
        });
    WorkflowStub incident = alerts(firing("down", 0));
    in(60, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence("ended ENDED_WITHOUT_OUTCOME", "ended RECOVERED");
  }

  @Test
  void anAdoptedRecoveryThatVanishesIsNoticed() {
    WorkflowStub incident = incident();
    Begun begun = new Begun("FallBackToFiles", "a-run-that-is-gone", "on-call");
    incident.signalWithStart(
        "begun", new Object[] {begun}, new Object[] {IncidentStart.of(Services.TARGET)});
    assertThat(notes(incident)).contains("ENDED_WITHOUT_OUTCOME: it runs no more");
  }

  @Test
  void anIncidentThatGrowsContinuesAsNewAndKnowsItsRecoveryStill() {
    stage.control.shape(
        service ->
            Records.with(
                service,
                "database",
                Records.with(service.database(), "probeApart", Duration.ZERO)));
    Alert heavy = Records.with(firing("down", 0), "labels", Map.of("text", "x".repeat(300_000)));
    AlertBatch storm = new AlertBatch(List.of(heavy));
    WorkflowStub incident = alerts(firing("down", 0));
    String first = run();
    stage.people.answering(
        ask -> {
          for (int repeat = 1; repeat <= 14; repeat++) {
            assertThat(state().recovery()).isNotEmpty();
            known().signal("alerts", storm);
          }
          Await.until(() -> !run().equals(first));
          stage.decide(ask, "yes");
        });
    Await.until(() -> state().notes().toString().contains("ended RECOVERED"));
    assertThat(state().notes().get(0)).contains("alert from monitor: down");
    assertThat(incident.getExecution().getRunId()).isEqualTo(first).isNotEqualTo(run());
    assertThat(onlyReport().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void signalsFullOfNonsenseDoNoHarm() {
    WorkflowStub incident = alerts(firing("down", 0));
    incident.signal("alerts", (Object) null);
    incident.signal("alerts", Map.of("alerts", Arrays.asList(null, Map.of("source", "x"))));
    incident.signal("alerts", "down");
    incident.signal("begun", Map.of());
    incident.signal("ended", Map.of());
    incident.signal("ended", new Ended("another run", "FallBackToFiles", "RECOVERED", ""));
    incident.signal("actAgain", (Object) null);
    in(10, resolved("down", 0));
    assertThat(notes(incident)).contains("ended RECOVERED");
    assertThat(onlyReport().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void anInputThatNamesNothingFailsAtOnceWithTheReason() {
    WorkflowStub incident = stage.begin("RespondToIncident", "incident/x", Map.of());
    assertThatThrownBy(() -> incident.getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .hasMessageContaining("environment")
        .hasMessageContaining("is not a name");
  }

  private void nothingBegins(String why, Alert... alert) {
    String before = world.production();
    Alert first = alert.length == 0 ? firing("down", 0) : alert[0];
    WorkflowStub incident = alerts(first);
    in(5, resolved(first.summary(), 0));
    assertThat(notes(incident)).contains("handed over: ").contains(why);
    assertThat(world.told)
        .anyMatch(subject -> subject.startsWith("nothing that Mayday does by itself"));
    assertThat(stage.control.filed()).isEmpty();
    assertThat(world.production()).isEqualTo(before);
  }
}
