package dev.mayday.runbook;

import dev.mayday.incident.Plan;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making, and the cursor that walks the approved one. */
final class Draft {
  private final List<Plan.Step> steps = new ArrayList<>();
  private Plan approved = Plan.NONE;
  private int next;

  void begin() {
    steps.clear();
  }

  void add(Plan.Step step) {
    steps.add(step);
  }

  Plan finish(String estate) {
    StringBuilder text = new StringBuilder(estate);
    for (Plan.Step step : steps)
      text.append('\n')
          .append(step.verb())
          .append('\t')
          .append(step.phrase())
          .append('\t')
          .append(step.digest());
    return new Plan(estate, List.copyOf(steps), Matters.sha256(text.toString()));
  }

  void approve(Plan plan) {
    approved = plan;
    next = 0;
  }

  Plan approved() {
    return approved;
  }

  /** Moves the cursor over this step; returns how it differs from the plan, or null. */
  String drift(Plan.Step step) {
    Plan.Step expected = next < approved.steps().size() ? approved.steps().get(next) : null;
    next++;
    if (step.equals(expected)) return null;
    return "\""
        + step.phrase()
        + "\" is not what was approved"
        + (expected == null
            ? "; nothing more was"
            : "; approved next was \"" + expected.phrase() + "\"");
  }

  /** The approved steps from the one under way on. */
  List<String> rest() {
    List<Plan.Step> steps = approved.steps();
    return steps.subList(Math.min(Math.max(next - 1, 0), steps.size()), steps.size()).stream()
        .map(step -> step.verb() + ": " + step.phrase())
        .toList();
  }

  /** What was approved and not done, or null. */
  String leftOut() {
    return next >= approved.steps().size()
        ? null
        : "left out: \"" + approved.steps().get(next).phrase() + "\"";
  }
}
