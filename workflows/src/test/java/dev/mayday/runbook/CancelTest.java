package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody presses Cancel in the Web UI while the run waits: it must not wait on, nor act on. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CancelTest {
  private final World world = new World();
  private final String before = world.production();
  private final String aside = world.aside();
  private final Stage stage = new Stage(world);

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void whileTheApprovalIsAskedFor() {
    stage.people.answering(ask -> cancelIn(Duration.ofMinutes(2)));
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofMinutes(4));
  }

  @Test
  void inTheVeryMomentInWhichPeopleAreAsked() {
    stage.people.answering(ask -> stage.operator.recovery().cancel());
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofMinutes(4));
  }

  @Test
  void whileABlockedStepIsAskedAbout() {
    stage.failing("GitCheckout", 4, new dev.mayday.system.Unavailable("busy\nHINT: wait"));
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
          else cancelIn(Duration.ofMinutes(1));
        });
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofMinutes(4));
  }

  @Test
  void whileItIsPaused() {
    stage.answer("yes");
    stage.before(
        "GitCheckout",
        () -> {
          stage.operator.say("pause");
          cancelIn(Duration.ofMinutes(20));
        });
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofMinutes(22));
  }

  @Test
  void whileMaydayStandsBack() {
    stage.people.answering(
        ask -> {
          world.standBack = "lead: maintenance";
          cancelIn(Duration.ofMinutes(20));
          stage.decide(ask, "yes");
        });
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofMinutes(22));
  }

  @Test
  void betweenTwoLooksAtTheDatabase() {
    stage.before("PostgresProbe", () -> cancelIn(Duration.ofSeconds(10)));
    cancelled(stage.begin("FallBackToFiles", false), Duration.ofSeconds(25));
  }

  private void cancelIn(Duration time) {
    stage.after(time, () -> stage.operator.recovery().cancel());
  }

  /** The run ends soon, as cancelled, with its report filed, and the world is as it was. */
  private void cancelled(WorkflowStub run, Duration within) {
    assertThatThrownBy(() -> stage.result(run))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(stage.control.filed()).hasSize(1);
    Report report = stage.control.filed().get(0);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ABORTED);
    assertThat(report.rto().total()).isLessThan(within);
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.aside()).isEqualTo(aside);
  }
}
