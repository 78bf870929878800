package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Ask;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people say to a running recovery, at the right moment and at the wrong one. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ControlsTest {
  private final World world = new World();
  private final String before = world.production();
  private final List<String> said = new ArrayList<>();
  private Stage stage;

  @BeforeEach
  void begin() {
    stage = new Stage(world).answer("yes");
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aPauseHoldsBeforeTheNextStepAndIsPeoplesTime() {
    List<String> meanwhile = new ArrayList<>();
    stage.before(
        "GitCheckout",
        () -> {
          said.add(stage.operator.say("pause"));
          said.add(stage.operator.refused("pause"));
          stage.after(Duration.ofMinutes(19), () -> meanwhile.add(world.env.toString()));
          stage.after(Duration.ofMinutes(20), () -> stage.operator.say("resume"));
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(meanwhile)
        .as("held all the while")
        .containsExactly("{OTHER=x y, USE_REPOSITORY_PATTERN=true}");
    assertThat(said).containsExactly("holds before the next step", "it is paused already");
    assertThat(report.rto().human()).isGreaterThanOrEqualTo(Duration.ofMinutes(19));
    assertThat(report.rto().machine()).isLessThan(Duration.ofMinutes(2));
    assertThat(report.budgets())
        .filteredOn(Report.Budget::breached)
        .extracting(Report.Budget::name)
        .as("people's time does not count against a phase, only against the whole")
        .containsExactly("rto");
  }

  @Test
  void aPauseDoesNotHoldTheDeadlineOfAQuestion() {
    stage.people.answering(
        ask -> {
          if (said.isEmpty()) said.add(stage.operator.say("pause"));
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.DECLINED);
    assertThat(report.rto().total()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
    assertThat(report.pausedBy()).isEqualTo("on-call");
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.aside()).isEqualTo("staged [] parked []");
  }

  @Test
  void aBlockedProofIsTriedAgainWhenSomebodySaysSo() {
    world.crashing = true;
    blocked(
        ask -> {
          world.crashing = false;
          said.add(stage.operator.say("retry"));
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(said).containsExactly("counted: claimed");
  }

  @Test
  void aSkippedProofIsNeverCalledRecovered() {
    world.crashing = true;
    blocked(ask -> stage.operator.say("skip"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED_UNPROVEN);
    assertThat(report.journal())
        .anyMatch(
            entry -> entry.kind().equals("prove") && entry.result().equals("left out by a person"));
    assertThat(world.halfHealed()).isFalse();
  }

  @Test
  void aChangeCannotBeSkippedAndSilenceRollsBack() {
    stage.failing("GitCheckout", 1, locked());
    blocked(ask -> said.add(stage.operator.refused("skip")));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(said.get(0))
        .isEqualTo("\"skip\" is no legal answer; legal are retry, roll back, hand over");
    assertThat(stage.people.asked().get(1).question().text())
        .contains("blocked: check out files-tag", "the tree is locked", "HINT: see who holds it");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void rollBackBeforeTheSealPutsEverythingBack() {
    stage.before("GitCheckout", () -> stage.operator.say("rollBack"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).isEqualTo("rolled back by on-call: a test");
    assertThat(undone(report))
        .as("newest first, none left out")
        .endsWith(
            "check out files-tag, keeping local changes", "stop baileys-whatsapp-service, proven");
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.aside()).isEqualTo("staged [] parked []");
  }

  @Test
  void rollBackAfterTheSealIsRefusedAndTheRecoveryGoesOn() {
    stage.before("WhatsAppConnected", () -> said.add(stage.operator.refused("rollBack")));
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(said.get(0)).startsWith("there is no way back after the seal").contains("HINT: ");
  }

  @Test
  void abortBeforeTheSealPutsEverythingBack() {
    stage.before("GitCheckout", () -> said.add(stage.operator.say("abort")));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(said).containsExactly("stops and rolls back");
    assertThat(world.production()).isEqualTo(before);
  }

  /** What fails after that is not tried again, though it might be, and the rollback begins. */
  @Test
  void abortDuringAnAttemptThatFails() {
    stage.before(
        "GitCheckout",
        () -> {
          said.add(stage.operator.say("abort"));
          throw new Unavailable("busy\nHINT: wait");
        });
    stage.before("GitCheckout", () -> said.add("tried again"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(said).containsExactly("stops and rolls back");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void abortAfterTheSealHandsOverAndStopsNothing() {
    stage.before("WhatsAppConnected", () -> said.add(stage.operator.say("abort")));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(said).containsExactly("stops and hands over");
    assertThat(world.pid).isPositive();
    assertThat(world.halfHealed()).isFalse();
  }

  @Test
  void afterTheSealWhatIsBlockedIsTriedOnceMoreBeforeItIsHandedOverUnanswered() {
    stage.failing("Pm2Start", 1, new Refused("the script is not there\nHINT: see the checkout"));
    blocked(ask -> {});
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.rto().human()).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void whatStaysBlockedAfterTheSealIsHandedOverAndNobodyIsAskedTwice() {
    stage.failing("Pm2Start", 2, new Refused("the script is not there\nHINT: see the checkout"));
    blocked(ask -> {});
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.decisions()).hasSize(1);
    assertThat(report.rto().human()).isLessThan(Duration.ofMinutes(16));
    assertThat(world.env).containsEntry("USE_REPOSITORY_PATTERN", "false");
    assertThat(world.pid).as("nobody writes").isZero();
  }

  @Test
  void handOverLeavesEverythingAsItStands() {
    stage.before("EnvFileSet", () -> stage.operator.say("handOver"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(undone(report)).isEmpty();
    assertThat(world.commit).isEqualTo("commit-of-tag");
    assertThat(world.pid).isZero();
    assertThat(report.leftToDo())
        .as("people must know what they find")
        .contains(
            "stands: stop baileys-whatsapp-service, proven",
            "stands: check out files-tag, keeping local changes",
            "not done: commit: start baileys-whatsapp-service on files")
        .anyMatch(left -> left.startsWith("what this run kept carries the name r"));
  }

  @Test
  void handOverBeforeAnyChangeRemovesWhatWasMadeReady() {
    stage.people.answering(ask -> stage.operator.say("handOver"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.aside()).isEqualTo("staged [] parked []");
  }

  @Test
  void theFirstWishCounts() {
    stage.before(
        "GitCheckout",
        () -> {
          stage.operator.say("rollBack");
          stage.operator.say("handOver");
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aFailedUndoIsAskedAboutAndSaysWhatIsLeftToDo() {
    stage.before("GitCheckout", () -> stage.operator.say("rollBack"));
    stage.failing("GitPutBack", 1, locked());
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
          else stage.decide(ask, "hand over");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.LEFT_BROKEN);
    assertThat(report.leftToDo()).hasSize(2);
    assertThat(report.leftToDo().get(0))
        .startsWith("put back by hand: check out files-tag")
        .contains("the tree is locked");
    assertThat(report.leftToDo().get(1)).startsWith("remove by hand, when all else is put back");
    assertThat(world.pid).as("the other undos were made").isPositive();
  }

  @Test
  void aFailedUndoIsTriedAgainWhenSomebodySaysSo() {
    stage.before("GitCheckout", () -> stage.operator.say("rollBack"));
    stage.failing("GitPutBack", 1, locked());
    blocked(ask -> stage.operator.say("retry"));
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void whatCannotBeNowIsRejectedWithTheReason() {
    stage.before(
        "GitReady",
        () -> {
          said.add(stage.operator.refused("resume"));
          said.add(stage.operator.refused("retry"));
          said.add(stage.operator.refused("skip"));
          said.add(stage.operator.refused("abort", new Control("", "why", "")));
          said.add(stage.operator.refused("pause", null));
          said.add(stage.operator.refused("decide", null));
          said.add(stage.operator.refused("decide", Map.of("question", 7)));
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(said)
        .containsExactly(
            "it is not paused",
            "no question is open",
            "no question is open",
            "say who you are: {\"by\": \"on-call\", \"why\": \"...\"}",
            "say who you are: {\"by\": \"on-call\", \"why\": \"...\"}",
            "a decision looks like {\"question\": 1, \"answer\": \"yes\", \"by\": \"on-call\"}",
            "no question is open");
  }

  @Test
  void signalsFullOfNonsenseDoNoHarm() {
    stage.people.answering(
        ask -> {
          stage.operator.signal("decide", (Object) null);
          stage.operator.signal("decide", "yes");
          stage.operator.signal("decide", List.of(1, 2));
          stage.operator.signal("decide", Map.of("question", "one", "answer", 7));
          stage.operator.signal("decide", Map.of("question", 1, "answer", "yes", "unknown", "x"));
          stage.operator.signal("decide");
          stage.operator.signal("abort", "now", "please");
          stage.operator.signal("no such signal", Map.of());
          assertThat(stage.operator.recovery().query("report", Report.class).open().number())
              .as("the question is open still")
              .isEqualTo(1);
          stage.decide(ask, "yes");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aDecisionSentWhileTheQuestionIsNotOpenYetIsOnRecordAndCountsForNothing() {
    stage.people.answering(ask -> {});
    WorkflowStub run = stage.begin("FallBackToFiles", false);
    run.signal("decide", new Decision(1, "yes", "on-call", "", "", false));
    Report report = stage.result(run);
    assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(report.decisions()).singleElement().matches(ruling -> !ruling.counted());
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void standingBackHoldsBeforeAChangeAndEndsWithTheOrder() {
    List<String> meanwhile = new ArrayList<>();
    stage.people.answering(
        ask -> {
          world.standBack = "lead: maintenance";
          stage.after(Duration.ofMinutes(29), () -> meanwhile.add(world.production()));
          stage.after(Duration.ofMinutes(30), () -> world.standBack = "");
          stage.decide(ask, "yes");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(meanwhile).as("nothing was changed meanwhile").containsExactly(before);
    assertThat(report.journal())
        .anyMatch(entry -> entry.what().equals("standing back: lead: maintenance"));
    assertThat(report.rto().human()).isGreaterThanOrEqualTo(Duration.ofMinutes(29));
  }

  @Test
  void whoStandsBackCanStillAbort() {
    stage.people.answering(
        ask -> {
          world.standBack = "lead: maintenance";
          stage.after(Duration.ofMinutes(10), () -> stage.operator.say("abort"));
          stage.decide(ask, "yes");
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(world.production()).isEqualTo(before);
  }

  /** Approves the plan; then answers what is blocked. */
  private void blocked(Consumer<Ask> then) {
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
          else then.accept(ask);
        });
  }

  private static Refused locked() {
    return new Refused("the tree is locked\nHINT: see who holds it");
  }

  private static List<String> undone(Report report) {
    return report.journal().stream()
        .filter(entry -> entry.kind().equals("undo"))
        .map(Entry::what)
        .toList();
  }
}
