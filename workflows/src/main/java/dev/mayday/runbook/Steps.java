package dev.mayday.runbook;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.system.Estate;
import dev.mayday.system.Fence;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How one step is carried out: held while people hold, tried again, and asked about when it is
 * blocked.
 */
final class Steps {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private final Run run;
  private final Questions questions;
  private final Supplier<Plan> plan;
  private final Estate estate;
  private CancellationScope current;
  private int step;
  private int epoch;

  Steps(Run run, Questions questions, Supplier<Plan> plan) {
    this.run = run;
    this.questions = questions;
    this.plan = plan;
    estate = run.ports.control(Estate.class);
  }

  /** A fence for the step under way; every call raises the epoch. */
  Fence fence() {
    return new Fence(run.target().toString(), run.id, run.term, step, ++epoch);
  }

  /** Holds while people hold; leaves when they want to stop. */
  void gate(boolean beforeChange) {
    if (run.wishes.paused()) hold("paused by " + run.wishes.pausedBy());
    run.stopNow();
    if (beforeChange) standBack();
    run.stopNow();
  }

  <T> T attempt(String phrase, boolean change, Supplier<T> body) {
    step++;
    while (true) {
      Trouble trouble;
      try {
        gate(change);
        return offer(phrase, body);
      } catch (TemporalFailure failure) {
        trouble = trouble(phrase, failure);
      }
      blocked(phrase, trouble, false);
    }
  }

  /** As {@link #attempt}, but people may leave the proof out: null then. */
  <T> T proof(String phrase, Supplier<T> body) {
    step++;
    while (true) {
      Trouble trouble;
      try {
        gate(false);
        return offer(phrase, body);
      } catch (TemporalFailure failure) {
        trouble = trouble(phrase, failure);
      }
      if (blocked(phrase, trouble, true).equals("skip")) return null;
    }
  }

  void manual(String phrase) {
    gate(true);
    step++;
    ask("please do by hand: " + phrase, with("done"));
    run.journal.note("manual", phrase, "a person says that it is done");
  }

  void drift(String how) {
    ask(how + ". Go on with it?", with("go on"));
  }

  /** A bug in a scenario, or anything else that no step foresaw. */
  void bug(RuntimeException bug) {
    String text = bug.getClass().getSimpleName() + ": " + bug.getMessage();
    run.journal.note("bug", "this scenario has a bug", text);
    List<String> answers = run.sealed ? List.of("hand over") : List.of("roll back", "hand over");
    settle(questions.ask(asked("this scenario has a bug (" + text + ")", answers), plan.get()));
  }

  /**
   * Carries an undo out, asks people while it fails; returns what is still wrong, or an empty text.
   */
  String undo(String phrase, Undo undo) {
    step++;
    while (true) {
      String trouble = tryUndo(phrase, undo);
      if (trouble.isEmpty()) return "";
      run.journal.note("failed", phrase, trouble);
      Asked asked =
          new Asked(
              "blocked: " + phrase + ": " + trouble,
              List.of("retry", "hand over"),
              "hand over",
              run.policy().decideWithin(),
              1);
      if (questions.ask(asked, plan.get()).equals("hand over")) return trouble;
    }
  }

  /** Tries once, asks nobody; returns what went wrong, or an empty text. */
  String tidy(String phrase, Runnable act) {
    step++;
    return tryUndo(phrase, Undo.by(fence -> act.run()));
  }

  private String tryUndo(String phrase, Undo undo) {
    try {
      return offer(
          phrase,
          () -> {
            undo.run(fence());
            return "";
          });
    } catch (TemporalFailure failure) {
      return Trouble.of(failure, queue()).sentence();
    } catch (RuntimeException bug) {
      return "a bug in the undo: " + bug;
    }
  }

  void cancelCurrent() {
    if (current != null) current.cancel("aborted");
  }

  private <T> T offer(String phrase, Supplier<T> body) {
    for (int offer = 1; ; offer++) {
      try {
        return inScope(phrase, body);
      } catch (TemporalFailure failure) {
        if (!Trouble.of(failure, queue()).noWorker() || offer == Timeouts.OFFERS) throw failure;
        run.journal.note("waiting", phrase, "nobody works on " + queue() + " yet; offered again");
      }
    }
  }

  private <T> T inScope(String phrase, Supplier<T> body) {
    List<T> result = new ArrayList<>(1);
    current = Workflow.newCancellationScope(() -> result.add(run.ports.saying(phrase, body)));
    try {
      current.run();
      return result.get(0);
    } finally {
      current = null;
    }
  }

  private Trouble trouble(String phrase, TemporalFailure failure) {
    Trouble trouble = Trouble.of(failure, queue());
    run.stopNow();
    if (trouble.canceled()) throw Stop.undoing(Outcome.ABORTED, "the workflow was cancelled");
    run.journal.note("failed", phrase, trouble.kind() + ": " + trouble.sentence());
    return trouble;
  }

  private String blocked(String phrase, Trouble trouble, boolean maySkip) {
    List<String> answers = with("retry");
    if (maySkip) answers.add(1, "skip");
    return ask("blocked: " + phrase + ": " + trouble.sentence(), answers);
  }

  private String ask(String text, List<String> answers) {
    String answer = questions.ask(asked(text, answers), plan.get());
    settle(answer);
    return answer;
  }

  private Asked asked(String text, List<String> answers) {
    return new Asked(
        text, answers, run.sealed ? "hand over" : "roll back", run.policy().decideWithin(), 1);
  }

  private void settle(String answer) {
    if (answer.equals("roll back"))
      throw Stop.undoing(Outcome.ROLLED_BACK, "rolled back at a blocked step");
    if (answer.equals("hand over"))
      throw Stop.leaving(
          run.sealed ? "handed over with the service running" : "handed over as it stands");
  }

  private List<String> with(String first) {
    List<String> answers = new ArrayList<>(List.of(first));
    if (!run.sealed) answers.add("roll back");
    answers.add("hand over");
    return answers;
  }

  private void hold(String why) {
    run.journal.note("hold", why, "");
    people(() -> Workflow.await(() -> !run.wishes.paused() || run.stopping()));
    run.journal.note("hold", "over", "");
  }

  /** The kill switch: read before every change; while it is on, nothing is changed. */
  private void standBack() {
    String who = stoodBack();
    if (who.isEmpty()) return;
    run.journal.note("hold", "standing back: " + who, "");
    people(() -> untilCalledOff(who));
  }

  private void untilCalledOff(String who) {
    Duration wait = LOOK_AGAIN;
    while (!stoodBack().isEmpty() && !run.stopping()) {
      Waiting.until("standing back: " + who, wait, run::stopping);
      wait = wait.compareTo(Duration.ofMinutes(5)) < 0 ? wait.multipliedBy(2) : wait;
    }
  }

  /** People's clock runs meanwhile, and stops however the waiting ends. */
  private void people(Runnable waiting) {
    run.clock.peopleBegin();
    try {
      waiting.run();
    } finally {
      run.clock.peopleEnd();
    }
  }

  private String stoodBack() {
    return run.ports.saying("may Mayday act?", () -> estate.standBack(run.target().environment()));
  }

  private String queue() {
    return run.service == null ? "" : run.service.queue();
  }
}
