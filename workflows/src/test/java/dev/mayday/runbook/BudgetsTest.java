package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The clock of a recovery: what people are told of it, and what the report says. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class BudgetsTest {
  private final World world = new World();

  @Test
  void aWarningComesBeforeTheBreachAndAWordAtTheBreachOnceEach() {
    try (Stage stage = new Stage(world).answer("yes")) {
      stage.control.shape(
          Services.under(policy -> Records.with(policy, "recoverWithin", Duration.ofSeconds(5))));
      stage.failing("GitCheckout", 3, new Unavailable("not yet\nHINT: wait"));
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).as("a breach kills nothing").isEqualTo(Outcome.RECOVERED);
      assertThat(told("the budget of recover"))
          .containsExactly(
              "the budget of recover will be used up in a moment",
              "the budget of recover is used up: 5 s were allowed");
      assertThat(breached(report)).containsExactly("recover");
    }
  }

  @Test
  void aPhaseThatIsEnteredAgainDoesNotTellItsBreachASecondTime() {
    try (Stage stage = new Stage(world).answer("yes")) {
      stage.control.shape(
          Services.under(policy -> Records.with(policy, "confirmWithin", Duration.ofSeconds(10))));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(told("the budget of confirm"))
          .as("confirm runs before and after the approval")
          .containsExactly(
              "the budget of confirm will be used up in a moment",
              "the budget of confirm is used up: 10 s were allowed");
    }
  }

  @Test
  void waitingForPeopleCountsAgainstTheWholeOnly() {
    try (Stage stage = new Stage(world)) {
      stage.people.answering(
          ask -> {
            if (ask.people().contains("lead")) stage.decide(ask, "yes");
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.rto().human())
          .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(20));
      assertThat(report.rto().machine()).isBetween(Duration.ofSeconds(29), Duration.ofMinutes(1));
      assertThat(report.rto().total()).isEqualTo(report.rto().human().plus(report.rto().machine()));
      assertThat(breached(report)).isEmpty();
      assertThat(told("the budget")).isEmpty();
    }
  }

  @Test
  void theClockStartsWithTheAlertAndNotWithTheRun() {
    try (Stage stage = new Stage(world).answer("yes")) {
      Instant alert =
          Instant.ofEpochMilli(stage.environment.currentTimeMillis()).minus(Duration.ofHours(1));
      Start start = new Start(Services.TARGET, false, "starter", alert, "late");
      Report report =
          stage.result(stage.begin("FallBackToFiles", Services.TARGET.recoveryId(), start));
      assertThat(report.detectedAt()).isEqualTo(alert);
      assertThat(report.rto().total()).isGreaterThan(Duration.ofHours(1));
      assertThat(told("the budget of rto"))
          .containsExactly("the budget of rto is used up: 10 min 0 s were allowed");
      assertThat(breached(report)).containsExactly("rto");
    }
  }

  @Test
  void anAlertFromTheFutureDoesNotMakeTheRecoveryLookFaster() {
    try (Stage stage = new Stage(world).answer("yes")) {
      Instant alert =
          Instant.ofEpochMilli(stage.environment.currentTimeMillis()).plus(Duration.ofHours(1));
      Start start = new Start(Services.TARGET, false, "starter", alert, "a wrong clock");
      Report report =
          stage.result(stage.begin("FallBackToFiles", Services.TARGET.recoveryId(), start));
      assertThat(report.detectedAt()).isEqualTo(report.startedAt());
    }
  }

  @Test
  void aLongPauseNearABudgetsEndKeepsTheHistoryShort() {
    try (Stage stage = new Stage(world).answer("yes")) {
      stage.control.shape(
          Services.under(policy -> Records.with(policy, "recoverWithin", Duration.ofSeconds(2))));
      stage.before(
          "EnvFileSet",
          () -> {
            stage.operator.say("pause");
            stage.after(Duration.ofDays(30), () -> stage.operator.say("resume"));
          });
      stage.failing("GitCheckout", 1, new Unavailable("not yet\nHINT: wait"));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(stage.history().getEvents()).hasSizeLessThan(600);
    }
  }

  @Test
  void aRehearsalHasNoBudgets() {
    try (Stage stage = new Stage(world)) {
      stage.control.shape(
          Services.under(policy -> Records.with(policy, "confirmWithin", Duration.ofSeconds(10))));
      assertThat(stage.result(stage.begin("FallBackToFiles", true)).outcome())
          .isEqualTo(Outcome.REHEARSED);
      assertThat(told("the budget")).isEmpty();
    }
  }

  private List<String> told(String what) {
    return world.told.stream()
        .filter(subject -> subject.startsWith(what))
        .map(subject -> subject.replace(" (FallBackToFiles of staging/whatsapp)", ""))
        .map(subject -> subject.replaceFirst("in [0-2] s$", "in a moment"))
        .toList();
  }

  private static List<String> breached(Report report) {
    return report.budgets().stream()
        .filter(Report.Budget::breached)
        .map(Report.Budget::name)
        .toList();
  }
}
