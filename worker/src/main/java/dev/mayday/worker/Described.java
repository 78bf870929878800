package dev.mayday.worker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;

/**
 * Says what a figure is where whoever reports it cannot: the SDK's scope, through which workflows
 * report too, has no place for a description, and a page without them does not pass Prometheus' own
 * check.
 */
final class Described implements MeterFilter {
  private static final Map<String, String> OURS =
      Map.of(
          "mayday_recovery", "How long finished recoveries took, from the alert's own start",
          "mayday_phase", "How much of each budget finished recoveries used",
          "mayday_budget_breach", "Budgets that recoveries used up");

  @Override
  public Meter.Id map(Meter.Id id) {
    if (id.getDescription() != null && !id.getDescription().isBlank()) return id;
    String said = OURS.getOrDefault(id.getName(), "Reported by the Temporal SDK");
    return new Meter.Id(id.getName(), tags(id), id.getBaseUnit(), said, id.getType());
  }

  private static Tags tags(Meter.Id id) {
    return Tags.of(id.getTagsAsIterable());
  }
}
