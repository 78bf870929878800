package dev.mayday.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What this process's doctor found, for Prometheus. {@code mayday_doctor_finding} is 1 for each
 * thing that would not work and 0 for each that would; what was found in words is no figure. {@code
 * mayday_doctor_last_run_timestamp_seconds} is when it looked last, and before the first time when
 * it began to wait: one that never looks must raise an alarm as well.
 */
final class DoctorFigures {
  private final MultiGauge findings;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.now());

  DoctorFigures(MeterRegistry registry) {
    findings =
        MultiGauge.builder("mayday.doctor.finding")
            .description("1 for each thing that would not work in an emergency, 0 where it would")
            .register(registry);
    Gauge.builder("mayday.doctor.last.run.timestamp", () -> last.get().getEpochSecond())
        .baseUnit("seconds")
        .description("When the doctor of this process looked last, or began to wait for it")
        .register(registry);
  }

  void tell(List<Finding> all, Instant at) {
    Map<Tags, Double> rows = new LinkedHashMap<>();
    all.forEach(one -> rows.merge(tags(one), one.ok() ? 0.0 : 1.0, Math::max));
    findings.register(
        rows.entrySet().stream()
            .<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(row.getKey(), row.getValue()))
            .toList(),
        true);
    last.set(at);
  }

  private static Tags tags(Finding one) {
    return Tags.of(
        "environment", one.environment(),
        "service", one.service(),
        "host", one.host(),
        "what", one.what());
  }
}
