package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Refused;
import dev.mayday.world.Await;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A question counts as asked when a channel confirmed; until then others are asked. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class AskingTest {
  private final World world = new World();
  private final Stage stage = new Stage(world);

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aRungOnWhichNobodyWasReachedDoesNotHoldUpTheNext() {
    world.unreachable.add("on-call");
    stage.people.answering(
        ask -> {
          if (ask.people().contains("lead")) stage.operator.decide(ask.question(), "yes", "lead");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.decisions()).extracting(Ruling::by).containsExactly("lead");
    assertThat(report.rto().human())
        .as("the second rung is asked after 5 min otherwise")
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void whenNobodyWasReachedEverybodyIsAskedAgain() {
    world.unreachable.addAll(List.of("on-call", "backup", "lead"));
    stage.after(Duration.ofMinutes(10), world.unreachable::clear);
    stage.people.answering(
        ask -> {
          if (world.unreachable.isEmpty() && ask.people().contains("on-call"))
            stage.decide(ask, "yes");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked())
        .as("both rungs: at once, after 1, 2, 4 and 8 more minutes")
        .hasSizeBetween(8, 11);
    assertThat(report.journal())
        .anyMatch(entry -> entry.result().startsWith("nobody was reached; asked again in"));
  }

  @Test
  void whoeverTheOldQuestionReachedWasNotAskedTheNewOne() {
    List<String> reached = new ArrayList<>();
    stage.before(
        "GitCheckout",
        () -> {
          world.unreachable.add("on-call");
          throw new Refused("the tree is locked\nHINT: see who holds it");
        });
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) {
            stage.decide(ask, "yes");
            Await.until(() -> open() == 2);
          } else if (ask.people().contains("on-call")) {
            stage.after(Duration.ofMinutes(1), () -> reached.addAll(reached()));
          }
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(reached).containsExactly("backup", "lead");
  }

  private int open() {
    Report report = stage.operator.recovery().query("report", Report.class);
    return report.open() == null ? 0 : report.open().number();
  }

  private List<String> reached() {
    return stage.operator.recovery().query("report", Report.class).open().reached();
  }
}
