package dev.mayday.starter.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what came in and what became of it. */
final class Tally {
  private final MeterRegistry metrics;

  Tally(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Only configured names may be a source: anything else would let strangers fill the memory. */
  void count(String source, String result) {
    Counter.builder("mayday.alerts")
        .description("messages of alert sources by what became of them; unmatched counts alerts")
        .tag("source", source)
        .tag("result", result)
        .register(metrics)
        .increment();
  }

  /** An alert that matches no service could be told to nobody. */
  void untold() {
    Counter.builder("mayday.alerts.untold")
        .description("alerts that match no service and that nobody could be told of")
        .register(metrics)
        .increment();
  }
}
