package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Reachability;
import dev.mayday.system.Unavailable;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an incident does when the world, or Mayday itself, is not yet as it will be. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class IncidentOverTimeTest extends IncidentStage {
  @Test
  void anAlertDuringARehearsalIsActedOnWhenTheRehearsalIsOver() {
    stage.before("PostgresProbe", () -> alerts(firing("down", 0)));
    Report rehearsed = stage.result(stage.begin("FallBackToFiles", true));
    assertThat(rehearsed.outcome()).isEqualTo(Outcome.REHEARSED);
    in(10, resolved("down", 0));
    assertThat(notes(known())).containsSubsequence("REHEARSED", "ended RECOVERED");
    assertThat(world.mode).isEqualTo("false");
  }

  @Test
  void aServiceThatDiesForGoodAfterAFalseAlarmIsNotLeftInACoolDown() {
    stage.before("PostgresProbe", () -> {});
    stage.before("PostgresProbe", () -> world.database = Reachability.State.READY);
    WorkflowStub incident = alerts(firing("down", 0));
    Duration dies = Duration.ofMinutes(1);
    stage.after(dies, () -> world.database = Reachability.State.REFUSED);
    in(30, resolved("down", 0));
    assertThat(notes(incident)).containsSubsequence("ended FALSE_ALARM", "ended RECOVERED");
    assertThat(outcomes()).containsExactly(Outcome.FALSE_ALARM, Outcome.RECOVERED);
    assertThat(stage.control.filed().get(1).startedAt())
        .as("looked again in time, though no new alert came")
        .isBefore(began.plus(dies).plus(Duration.ofMinutes(3)));
  }

  @Test
  void aDatabaseThatFlapsAtTheLastLookDoesNotCostTheWholeCoolDown() {
    stage.before("EnvFileSet", () -> world.database = Reachability.State.READY);
    stage.before("Pm2PutBack", () -> world.database = Reachability.State.REFUSED);
    WorkflowStub incident = alerts(firing("down", 0));
    in(40, resolved("down", 0));
    assertThat(notes(incident)).containsSubsequence("ended HEALED_MEANWHILE", "ended RECOVERED");
    assertThat(stage.control.filed().get(1).startedAt())
        .isBefore(began.plus(Duration.ofMinutes(5)));
  }

  @Test
  void anAlertThatNobodyEverResolvesDoesNotKeepAnIncidentForEverNorTellTheSameTwice() {
    world.database = Reachability.State.READY;
    WorkflowStub incident = alerts(firing("the sun shines", 0));
    assertThat(notes(incident)).contains("nothing to recover is seen");
    assertThat(world.told)
        .filteredOn(subject -> subject.startsWith("nothing that Mayday does by itself"))
        .hasSize(1);
  }

  @Test
  void theClockDoesNotBeginWithAnOldAlertOfSomethingElse() {
    world.database = Reachability.State.READY;
    WorkflowStub incident = alerts(firing("the disk fills", -3 * 60 * 60));
    Duration dies = Duration.ofMinutes(10);
    stage.after(dies, () -> world.database = Reachability.State.REFUSED);
    in(30, resolved("the disk fills", -3 * 60 * 60));
    assertThat(notes(incident)).containsSubsequence("nothing to recover is seen", "RECOVERED");
    assertThat(onlyReport().detectedAt())
        .as("when Mayday last saw the service well")
        .isBetween(began.plus(dies).minus(Duration.ofMinutes(2)), began.plus(dies));
  }

  @Test
  void theClockOfAnAlertThatIsWhatItSaysBeginsWithIt() {
    alerts(firing("down", -3 * 60));
    in(10, resolved("down", -3 * 60));
    assertThat(notes(known())).contains("ended RECOVERED");
    assertThat(onlyReport().detectedAt()).isEqualTo(began.minus(Duration.ofMinutes(3)));
  }

  @Test
  void anEstateThatCannotBeReadYetLosesNoAlert() {
    AtomicInteger reads = new AtomicInteger();
    stage.control.shape(
        service -> {
          if (reads.incrementAndGet() <= 6) throw new Unavailable("mayday.yaml is being written");
          return service;
        });
    WorkflowStub incident = alerts(firing("down", 0));
    in(20, resolved("down", 0));
    assertThat(notes(incident))
        .containsSubsequence(
            "the estate could not be read: mayday.yaml is being written", "ended RECOVERED");
    assertThat(onlyReport().detectedAt()).isEqualTo(began);
  }

  @Test
  void anIncidentThatIsCancelledEndsAndItsRecoveryGoesOn() {
    stage.people.answering(
        ask -> {
          known().cancel();
          stage.after(Duration.ofMinutes(3), () -> stage.decide(ask, "yes"));
        });
    alerts(firing("down", 0));
    Instant deadline = began.plus(Duration.ofHours(1));
    while (outcomes().isEmpty() && now().isBefore(deadline)) stage.pass(Duration.ofSeconds(10));
    assertThat(outcomes()).containsExactly(Outcome.RECOVERED);
    assertThat(known().describe().getStatus().name()).endsWith("CANCELED");
  }

  private List<Outcome> outcomes() {
    return stage.control.filed().stream().map(Report::outcome).toList();
  }

  private Instant now() {
    return Instant.ofEpochMilli(stage.environment.currentTimeMillis());
  }
}
