package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A host without a worker is a question, not silence; the offers to its queue take real time. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class HostWorkerTest {
  private final World world = new World();

  @Test
  void aHostWithoutAWorkerIsAQuestionAndGoesOnWhenTheWorkerCame() {
    try (Stage stage = new Stage(world, TestEnvironmentOptions.newBuilder())) {
      stage.people.answering(
          ask -> {
            if (ask.question().number() == 1) {
              stage.hostComes();
              stage.operator.say("retry");
            } else stage.decide(ask, "yes");
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(stage.people.asked().get(0).question().text())
          .contains("nobody works on the queue host-app")
          .contains("HINT: start a worker on that host with `mayday worker`");
      saidBeforePeopleWereAsked(report);
    }
  }

  /** Within seconds, and long before the question. */
  private static void saidBeforePeopleWereAsked(Report report) {
    Entry begin = entry(report, "begin");
    Entry waiting = entry(report, "waiting");
    assertThat(waiting.result())
        .contains("nobody works on host-app yet", "no worker polls host-app")
        .contains("start `mayday worker --host app` there");
    assertThat(Duration.between(begin.at(), waiting.at())).isLessThan(Duration.ofSeconds(15));
    assertThat(Duration.between(waiting.at(), entry(report, "failed").at()))
        .isGreaterThan(Duration.ofSeconds(20));
    assertThat(report.journal().stream().filter(one -> one.kind().equals("waiting"))).hasSize(1);
  }

  private static Entry entry(Report report, String kind) {
    return report.journal().stream()
        .filter(one -> one.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
