package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Report;
import dev.mayday.runbook.Start;
import dev.mayday.system.Reachability;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where there is doubt people are asked, also where the policy says automatic. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class CopyAgeTest {
  private final World world = new World();
  private final Stage stage = new Stage(world).answer("yes");

  @BeforeEach
  void automatic() {
    stage.control.shape(
        Services.under(policy -> Records.with(policy, "approval", Policy.Approval.AUTOMATIC)));
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aFreshCopyIsUsedWithoutAskingWherePolicySaysSo() {
    copied(Duration.ofMinutes(4));
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked()).isEmpty();
  }

  @Test
  void anOlderCopyIsAskedAboutAndStandsInThePlanAsSuch() {
    copied(Duration.ofMinutes(6));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked().get(0).question().text())
        .contains("mind: the sessions come from the warm copy, older than 5 min");
    assertThat(report.plan().steps())
        .extracting(Plan.Step::phrase)
        .contains("put the sessions from the warm copy, older than 5 min, in place");
  }

  @Test
  void onSilenceAnOlderCopyIsNotUsed() {
    copied(Duration.ofDays(400));
    String before = world.production();
    stage.people.answering(ask -> {});
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void filesWhoseAgeNobodyKnowsAreAskedAbout() {
    world.warmCopy = null;
    world.folder = World.store("11", "12");
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked().get(0).question().text())
        .contains("the sessions come from the files on disk, of unknown age");
  }

  @Test
  void aCopyIsNotYoungBecauseTheAlertIsOld() {
    copied(Duration.ofMinutes(50));
    Instant alert =
        Instant.ofEpochMilli(stage.environment.currentTimeMillis()).minus(Duration.ofHours(1));
    Start start = new Start(Services.TARGET, false, "starter", alert, "slow for an hour");
    stage.result(stage.begin("FallBackToFiles", Services.TARGET.recoveryId(), start));
    assertThat(stage.people.asked().get(0).question().text()).contains("older than 5 min");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reachability.State.class,
      names = {"AUTHENTICATION", "TOO_MANY_CLIENTS", "TLS"})
  void aDatabaseThatMayServeTheServiceAllTheSameIsAskedAbout(Reachability.State state) {
    world.database = state;
    String before = world.production();
    stage.people.answering(ask -> {});
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(stage.people.asked().get(0).question().text())
        .contains("the database answers " + state + ", and may serve the service all the same");
    assertThat(world.production()).isEqualTo(before);
  }

  private void copied(Duration ago) {
    world.warmCopyAt = Instant.ofEpochMilli(stage.environment.currentTimeMillis()).minus(ago);
  }
}
