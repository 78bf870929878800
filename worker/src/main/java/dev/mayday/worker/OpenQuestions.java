package dev.mayday.worker;

import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.scenario.Scenarios;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code mayday_question_open_seconds}: since when a recovery waits for people. The recoveries
 * themselves are asked, every few seconds, so that the figure is true after a restart too and on
 * whichever worker.
 */
final class OpenQuestions implements AutoCloseable {
  private static final Duration APART = Duration.ofSeconds(15);
  private static final int MOST = 50;
  private final WorkflowClient client;
  private final MultiGauge gauge;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("questions"));
  private final ScheduledFuture<?> looks;

  OpenQuestions(WorkflowClient client, MeterRegistry registry) {
    this.client = client;
    this.gauge =
        MultiGauge.builder("mayday.question.open")
            .baseUnit("seconds")
            .description("For how long the question that a recovery asks people has been open")
            .register(registry);
    looks = thread.scheduleWithFixedDelay(this::look, 0, APART.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** While Temporal does not answer, what was seen last is told on. */
  private void look() {
    try (var running = client.listExecutions(running())) {
      gauge.register(running.limit(MOST).flatMap(one -> row(one).stream()).toList(), true);
    } catch (RuntimeException unseen) {
      return;
    }
  }

  private static String running() {
    List<String> types = Scenarios.recoveries().stream().map(type -> "'" + type + "'").toList();
    return "ExecutionStatus = 'Running' AND WorkflowType IN (" + String.join(", ", types) + ")";
  }

  private Optional<MultiGauge.Row<?>> row(WorkflowExecutionMetadata recovery) {
    return report(recovery).filter(report -> report.open() != null).map(OpenQuestions::row);
  }

  /** One that does not answer now is asked again soon. */
  private Optional<Report> report(WorkflowExecutionMetadata recovery) {
    try {
      String id = recovery.getExecution().getWorkflowId();
      return Optional.ofNullable(client.newUntypedWorkflowStub(id).query("report", Report.class));
    } catch (RuntimeException mute) {
      return Optional.empty();
    }
  }

  private static MultiGauge.Row<?> row(Report report) {
    Question open = report.open();
    Tags tags =
        Tags.of(
            "environment", report.target().environment(),
            "service", report.target().service(),
            "scenario", report.scenario());
    return MultiGauge.Row.of(tags, () -> since(open.opensAt()));
  }

  private static double since(Instant opened) {
    return Duration.between(opened, Instant.now()).toMillis() / 1000.0;
  }

  @Override
  public void close() {
    looks.cancel(true);
    thread.shutdownNow();
  }
}
