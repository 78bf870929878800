package dev.mayday.worker;

import dev.mayday.incident.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code mayday_warm_copy_age_seconds}: how old the newest warm copy of each service is, counted
 * from its snapshot and rising while nothing refreshes it. Where no copy was seen yet, it is
 * counted from the moment at which one was expected: the worst case must raise an alarm as well.
 * {@code mayday_warm_copy_max_age_seconds} beside it is what an alert compares it with.
 */
final class CopyAges {
  private final Map<Target, Instant> snapshots = new ConcurrentHashMap<>();
  private final Map<Target, Instant> expected = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  CopyAges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Makes the gauges, so that a copy that never came is seen as well. */
  void expect(Target target, Duration oldest) {
    expected.putIfAbsent(target, Instant.now());
    Gauge.builder("mayday.warm.copy.max.age", oldest::toSeconds)
        .baseUnit("seconds")
        .description("The age from which mayday.yaml calls a warm copy old")
        .tag("environment", target.environment())
        .tag("service", target.service())
        .register(registry);
    Gauge.builder("mayday.warm.copy.age", () -> age(target))
        .baseUnit("seconds")
        .description("Age of the newest warm copy, from its snapshot, or since one is expected")
        .tag("environment", target.environment())
        .tag("service", target.service())
        .register(registry);
  }

  void taken(Target target, Instant snapshot) {
    snapshots.merge(target, snapshot, (was, is) -> is.isAfter(was) ? is : was);
  }

  private double age(Target target) {
    Instant since = snapshots.getOrDefault(target, expected.get(target));
    return Duration.between(since, Instant.now()).toMillis() / 1000.0;
  }
}
