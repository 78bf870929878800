package dev.mayday.runbook;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/** What people see and say while a recovery runs. Handlers must bear anything at any time. */
abstract class Steering implements Runbook {
  final Run run;
  final Questions questions;
  final Notices notices;
  final Steps steps;
  final Recovery recovery;
  Arc arc;
  Ending ending;

  Steering(Start start) {
    run = new Run(start, this::show);
    notices = new Notices(run);
    questions = new Questions(run);
    steps = new Steps(run, questions, () -> arc.plan());
    recovery = new Recovery(run, steps);
  }

  @Override
  public final String decide(Decision decision) {
    return judged(decision);
  }

  @Override
  public final void validateDecide(Decision decision) {
    require(
        decision != null,
        "a decision looks like {\"question\": 1, \"answer\": \"yes\", \"by\": \"on-call\"}");
    String unfit = questions.unfit(decision);
    require(unfit == null, unfit);
  }

  @Override
  public final void decideLater(Decision decision) {
    if (decision == null) run.journal.note("decision", "a signal without a decision", "ignored");
    else judged(decision);
  }

  @Override
  public final String pause(Control control) {
    run.wishes.pause(control);
    run.journal.note("control", "pause by " + control.by(), control.why());
    return "holds before the next step";
  }

  @Override
  public final void validatePause(Control control) {
    steering(control);
    require(!run.wishes.paused(), "it is paused already");
  }

  @Override
  public final String resume(Control control) {
    run.wishes.resume();
    run.journal.note("control", "resume by " + control.by(), control.why());
    return "goes on";
  }

  @Override
  public final void validateResume(Control control) {
    steering(control);
    require(run.wishes.paused(), "it is not paused");
  }

  @Override
  public final String retry(Control control) {
    return answer("retry", control);
  }

  @Override
  public final void validateRetry(Control control) {
    validateDecide(as("retry", control));
  }

  @Override
  public final String skip(Control control) {
    return answer("skip", control);
  }

  @Override
  public final void validateSkip(Control control) {
    validateDecide(as("skip", control));
  }

  @Override
  public final String rollBack(Control control) {
    run.journal.note("control", "roll back by " + control.by(), control.why());
    run.wishes.rollBack(control);
    return "rolls back at the next safe point";
  }

  @Override
  public final void validateRollBack(Control control) {
    steering(control);
    require(
        !run.sealed,
        "there is no way back after the seal\nHINT: use handOver, or start the opposite scenario");
  }

  @Override
  public final String abort(Control control) {
    run.journal.note("control", "abort by " + control.by(), control.why());
    run.wishes.abort(control);
    steps.cancelCurrent();
    return run.sealed ? "stops and hands over" : "stops and rolls back";
  }

  @Override
  public final void validateAbort(Control control) {
    steering(control);
  }

  @Override
  public final void abortLater(Control control) {
    if (!run.ending) abort(control == null ? new Control("", "", "") : control);
  }

  @Override
  public final String handOver(Control control) {
    run.journal.note("control", "hand over by " + control.by(), control.why());
    run.wishes.handOver(control);
    return "stops at the next safe point and leaves everything as it is";
  }

  @Override
  public final void validateHandOver(Control control) {
    steering(control);
  }

  /** Whoever breaks the glass does so before everybody's eyes; so does whoever guesses codes. */
  private String judged(Decision decision) {
    Ruling ruled = questions.judge(decision);
    if (decision.breakGlass() && ruled.counted())
      notices.tell("BREAK-GLASS: " + ruled.by() + " says " + decision.answer(), decision.reason());
    String alarm = questions.alarm();
    if (!alarm.isEmpty()) notices.tell("one-time codes are guessed", alarm);
    return (ruled.counted() ? "counted: " : "not counted: ") + ruled.why();
  }

  private void steering(Control control) {
    require(
        control != null && !control.by().isEmpty(),
        "say who you are: {\"by\": \"on-call\", \"why\": \"...\"}");
    require(run.service != null && !run.ending, "this recovery is ending");
  }

  private String answer(String answer, Control control) {
    return judged(as(answer, control));
  }

  private Decision as(String answer, Control control) {
    require(control != null, "say who you are: {\"by\": \"on-call\"}");
    int open = questions.open() == null ? 0 : questions.open().number();
    return new Decision(open, answer, control.by(), control.code(), control.why(), false);
  }

  private static void require(boolean held, String otherwise) {
    if (!held) throw ApplicationFailure.newNonRetryableFailure(otherwise, "Refused");
  }

  @Override
  public final Report report() {
    return new Report(
        run.id,
        run.workflowId,
        run.service == null ? null : run.target(),
        run.scenario,
        run.service != null && run.service.drill(),
        ending == null ? null : ending.outcome(),
        ending == null ? run.start.why() : ending.why(),
        run.journal.phase(),
        run.clock.detected(),
        Instant.ofEpochMilli(run.term),
        ending == null ? null : run.clock.detected().plus(run.clock.total()),
        run.clock.rto(),
        run.clock.budgets(),
        recovery.loss(),
        arc == null ? Plan.NONE : arc.plan(),
        questions.rulings(),
        run.journal.entries(),
        questions.open(),
        recovery.apart(),
        recovery.leftToDo(),
        run.startedBy(),
        run.wishes.pausedBy(),
        recovery.gaps());
  }

  final void show() {
    if (run != null && run.service != null && questions != null)
      Workflow.setCurrentDetails(
          Screen.of(report(), run.policy().codeAttempts() > 0, Clocks.of(run.service.zone())));
  }
}
