package dev.mayday.runbook;

import com.uber.m3.util.Duration;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** A finished recovery's figures; the scope is silent during replay. */
final class Figures {
  private Figures() {}

  static void measure(Run run, Ending ending) {
    record(
        "mayday_recovery",
        Map.of("scenario", run.scenario, "outcome", ending.outcome().name()),
        run.clock.total());
    run.clock
        .budgets()
        .forEach(
            budget ->
                record(
                    "mayday_phase",
                    Map.of("scenario", run.scenario, "phase", budget.name()),
                    budget.used()));
  }

  private static void record(String name, Map<String, String> tags, java.time.Duration took) {
    Workflow.getMetricsScope()
        .tagged(tags)
        .timer(name)
        .record(Duration.ofMillis((double) took.toMillis()));
  }
}
