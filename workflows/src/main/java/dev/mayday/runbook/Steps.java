package dev.mayday.runbook;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.system.Fence;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How one step is carried out: held while people hold, tried again, and asked about when it is
 * blocked.
 */
final class Steps {
  private final Run run;
  private final Questions questions;
  private final Supplier<Plan> plan;
  private final Gate gate;
  private final HostQueue host;
  private CancellationScope current;
  private int step;
  private int epoch;

  Steps(Run run, Questions questions, Supplier<Plan> plan) {
    this.run = run;
    this.questions = questions;
    this.plan = plan;
    gate = new Gate(run);
    host = new HostQueue(run);
  }

  /** A fence for the step under way; every call raises the epoch. */
  Fence fence() {
    return new Fence(run.target().toString(), run.id, run.term, step, ++epoch);
  }

  <T> T attempt(String phrase, boolean change, Supplier<T> body) {
    return untilDone(phrase, change, false, body);
  }

  /** As {@link #attempt}, but people may leave the proof out: null then. */
  <T> T proof(String phrase, Supplier<T> body) {
    return untilDone(phrase, false, true, body);
  }

  private <T> T untilDone(String phrase, boolean change, boolean maySkip, Supplier<T> body) {
    step++;
    for (boolean once = false; ; once = questions.silent()) {
      Trouble trouble;
      try {
        gate.pass(change);
        return offer(phrase, body);
      } catch (TemporalFailure failure) {
        trouble = trouble(phrase, failure);
      }
      if (blocked(phrase, trouble, maySkip, once).equals("skip")) return null;
    }
  }

  void manual(String phrase) {
    gate.pass(true);
    step++;
    approve("please do by hand: " + phrase, with("done"));
    run.journal.note("manual", phrase, "a person says that it is done");
  }

  void drift(String how) {
    backFromWindow(how);
    approve(how + ". Go on with it?", with("go on"));
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

  /**
   * Changes what is none of the service, asks nobody; returns what went wrong, or an empty text.
   */
  String beside(String phrase, Consumer<Fence> act) {
    step++;
    gate.pass(true);
    try {
      return offer(
          phrase,
          () -> {
            act.accept(fence());
            return "";
          });
    } catch (TemporalFailure failure) {
      return trouble(phrase, failure).sentence();
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
        boolean last = offer == Timeouts.offers(run.ports.pickedUp());
        if (!Trouble.of(failure, queue()).noWorker() || last) throw failure;
        if (offer == 1) run.journal.note("waiting", phrase, host.nobody(queue()));
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
    CancellationScope.throwCanceled();
    if (trouble.canceled()) throw Stop.undoing(Outcome.ABORTED, "the step was cancelled");
    run.journal.note("failed", phrase, trouble.kind() + ": " + trouble.sentence());
    return trouble;
  }

  /**
   * Asks what to do. After the seal the way is forward only, and whatever blocked the step may have
   * gone while nobody answered: it is tried once more before it is handed over.
   */
  private String blocked(String phrase, Trouble trouble, boolean maySkip, boolean triedOnce) {
    List<String> answers = with("retry");
    if (maySkip) answers.add(1, "skip");
    if (triedOnce) settle("hand over");
    String text = "blocked: " + phrase + ": " + trouble.sentence();
    backFromWindow(text);
    String answer = questions.ask(asked(text, answers), plan.get());
    boolean forward = run.sealed && questions.silent();
    if (forward) run.journal.note("waiting", phrase, "nobody answered; tried once more");
    else settle(answer);
    return forward ? "retry" : answer;
  }

  /** Nobody is asked while a service stands still that worked before. */
  private void backFromWindow(String why) {
    if (run.window && !run.sealed)
      throw Stop.undoing(
          Outcome.ROLLED_BACK, "the service worked before, so it was put back at once; " + why);
  }

  /** What goes beyond the approved plan needs as many people as the plan did. */
  private void approve(String text, List<String> answers) {
    settle(questions.ask(asked(text, answers, run.policy().quorum()), plan.get()));
  }

  private Asked asked(String text, List<String> answers) {
    return asked(text, answers, 1);
  }

  private Asked asked(String text, List<String> answers, int quorum) {
    return new Asked(
        text, answers, run.sealed ? "hand over" : "roll back", run.policy().decideWithin(), quorum);
  }

  private void settle(String answer) {
    if (answer.equals("roll back"))
      throw Stop.undoing(Outcome.ROLLED_BACK, "rolled back at a blocked step");
    if (answer.equals("hand over"))
      throw Stop.leaving(
          run.sealed ? "handed over after the point of no return" : "handed over as it stands");
  }

  private List<String> with(String first) {
    List<String> answers = new ArrayList<>(List.of(first));
    if (!run.sealed) answers.add("roll back");
    answers.add("hand over");
    return answers;
  }

  private String queue() {
    return run.service == null ? "" : run.service.queue();
  }
}
