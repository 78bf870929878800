package dev.mayday.runbook;

import dev.mayday.incident.Plan;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The plan: drawn while it is rehearsed, walked by a cursor while it is carried out. */
final class Course {
  private final Run run;
  private final Steps steps;
  private final BooleanSupplier changed;
  private final Draft draft = new Draft();
  private boolean rehearsing;

  Course(Run run, Steps steps, BooleanSupplier changed) {
    this.run = run;
    this.steps = steps;
    this.changed = changed;
  }

  boolean rehearsing() {
    return rehearsing;
  }

  /** Whether the step is only written down; for real it must be the approved plan's next one. */
  boolean planned(String verb, String phrase, String note, Matters matters) {
    Plan.Step step = new Plan.Step(verb, phrase, note, matters.digest());
    if (rehearsing) draft.add(step);
    else drifted(draft.drift(step));
    return rehearsing;
  }

  /** Draws the plan of what the body would do. */
  Plan rehearse(Runnable body) {
    rehearsing = true;
    draft.begin();
    try {
      body.run();
    } finally {
      rehearsing = false;
    }
    return draft.finish(run.service.hash());
  }

  void approved(Plan plan) {
    draft.approve(plan);
  }

  Plan plan() {
    return draft.approved();
  }

  /** What was approved and not begun, or begun and not done. */
  List<String> notDone() {
    return draft.rest();
  }

  void nothingLeftOut() {
    drifted(draft.leftOut());
  }

  /** Before the first change a drift asks again; after it people decide. */
  private void drifted(String how) {
    if (how == null) return;
    run.journal.note("drift", how, "");
    if (!changed.getAsBoolean()) throw new Replan(how);
    steps.drift(how);
  }
}
