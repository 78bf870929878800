package dev.mayday.runbook;

import dev.mayday.incident.Report;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;

/**
 * How people steer a recovery, from the Web UI, the CLI or a chat. Every message is one small
 * record.
 */
public interface Controls {
  /** Answers a question. Returns what came of it. */
  @UpdateMethod(
      description =
          "Answer a question: {\"question\": 1, \"answer\": \"yes\", \"code\": \"K7F2Q9\"}, or with"
              + " \"by\": \"on-call\" instead of a code where a claimed name counts")
  String decide(Decision decision);

  /** Rejects, with the reason, what could not count in any case. */
  @UpdateValidatorMethod(updateName = "decide")
  void validateDecide(Decision decision);

  /** Answers a question, also while no worker is up: it is kept and judged later. */
  @SignalMethod(name = "decide", description = "Answer a question; kept while no worker is up")
  void decideLater(Decision decision);

  /** Holds before the next step; the clock of people runs. */
  @UpdateMethod(description = "Hold before the next step: {\"by\": \"on-call\", \"why\": \"...\"}")
  String pause(Control control);

  /** Rejects a pause that is on already. */
  @UpdateValidatorMethod(updateName = "pause")
  void validatePause(Control control);

  /** Goes on after a pause. */
  @UpdateMethod(description = "Go on after a pause")
  String resume(Control control);

  /** Rejects a resume when nothing is paused. */
  @UpdateValidatorMethod(updateName = "resume")
  void validateResume(Control control);

  /** Tries the blocked step again. */
  @UpdateMethod(description = "Try the blocked step again")
  String retry(Control control);

  /** Rejects a retry when no step is blocked. */
  @UpdateValidatorMethod(updateName = "retry")
  void validateRetry(Control control);

  /** Leaves the blocked proof out; the recovery is unproven then. */
  @UpdateMethod(description = "Leave the blocked proof out (RECOVERED_UNPROVEN)")
  String skip(Control control);

  /** Rejects a skip of a step that may not be skipped. */
  @UpdateValidatorMethod(updateName = "skip")
  void validateSkip(Control control);

  /** Undoes every change at the next safe point. */
  @UpdateMethod(description = "Undo every change (only before the point of no return)")
  String rollBack(Control control);

  /** Rejects a rollback after the seal. */
  @UpdateValidatorMethod(updateName = "rollBack")
  void validateRollBack(Control control);

  /** Stops the step under way and undoes every change; after the seal it hands over. */
  @UpdateMethod(description = "Stop now and undo; after the point of no return: stop and hand over")
  String abort(Control control);

  /** Rejects an abort of a recovery that is ending. */
  @UpdateValidatorMethod(updateName = "abort")
  void validateAbort(Control control);

  /** Aborts, also while no worker is up. */
  @SignalMethod(name = "abort", description = "Stop now and undo; kept while no worker is up")
  void abortLater(Control control);

  /** Stops at the next safe point and leaves everything as it is, for people to take over. */
  @UpdateMethod(description = "Stop, leave everything as it is, people take over")
  String handOver(Control control);

  /** Rejects a hand-over of a recovery that is ending. */
  @UpdateValidatorMethod(updateName = "handOver")
  void validateHandOver(Control control);

  /** The report as it stands now. */
  @QueryMethod(description = "The report as it stands now")
  Report report();
}
