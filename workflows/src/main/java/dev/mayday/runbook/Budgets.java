package dev.mayday.runbook;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Watches budgets beside the work: a warning before the breach, a word at the breach, never a kill.
 */
final class Budgets {
  private final Run run;
  private final Notices notices;
  private final Set<String> said = new HashSet<>();
  private int breaches;

  Budgets(Run run, Notices notices) {
    this.run = run;
    this.notices = notices;
  }

  /** Watches until the returned scope is cancelled. */
  CancellationScope watch(String budget, Duration allowed) {
    CancellationScope scope =
        Workflow.newCancellationScope(() -> Async.procedure(this::follow, budget, allowed));
    scope.run();
    return scope;
  }

  private void follow(String budget, Duration allowed) {
    try {
      Duration warning = Duration.ofMillis((long) (allowed.toMillis() * run.policy().warnAt()));
      sleepUntil(budget, warning, "a warning before the budget of " + budget + " is used up");
      if (run.clock.used(budget).compareTo(allowed) < 0)
        say(budget, "will be used up in " + text(allowed.minus(run.clock.used(budget))), false);
      sleepUntil(budget, allowed, "the budget of " + budget + ": " + text(allowed));
      say(budget, "is used up: " + text(allowed) + " were allowed", true);
    } catch (CanceledFailure notNeeded) {
      return;
    }
  }

  private void sleepUntil(String budget, Duration used, String summary) {
    TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
    for (Duration left = left(budget, used); left.toMillis() > 0; left = left(budget, used))
      Workflow.newTimer(left, options).get();
  }

  /**
   * While people are waited for, a phase uses nothing: a timer then would be made for ever anew.
   */
  private Duration left(String budget, Duration used) {
    if (!budget.equals("rto")) Waiting.until(() -> !run.clock.peopleWait());
    return used.minus(run.clock.used(budget));
  }

  /** Once each: a phase that is entered again does not tell people the same a second time. */
  private void say(String budget, String words, boolean breach) {
    if (!said.add(budget + breach)) return;
    String sentence = "the budget of " + budget + " " + words;
    run.journal.note("clock", sentence, "");
    if (breach) Workflow.getMetricsScope().counter("mayday_budget_breach").inc(1);
    if (breach) breaches++;
    notices.tell(sentence, "");
  }

  int breaches() {
    return breaches;
  }

  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) return seconds + " s";
    if (seconds < 3600) return seconds / 60 + " min " + seconds % 60 + " s";
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
