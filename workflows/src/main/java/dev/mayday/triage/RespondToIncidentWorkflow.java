package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Attributes;
import dev.mayday.runbook.Control;
import dev.mayday.runbook.Ended;
import dev.mayday.runbook.Waiting;
import dev.mayday.scenario.Scenarios;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Joins, probes, triages, starts or adopts the recovery, and stays through cool-down and watch. All
 * of its length is the state of one incident and the signals that change it: cut in two, each half
 * would have to hand that state to the other at every turn of the loop.
 */
public final class RespondToIncidentWorkflow implements RespondToIncident {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(5);
  private final IncidentStart start;
  private final Memory memory = new Memory();
  private final Vigil vigil = new Vigil();
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private Responder responder;
  private Tidings tidings;
  private String recovery = "";
  private String scenario = "";
  private boolean pending;
  private boolean replacing;
  private boolean declined;
  private boolean looksCloser;

  /** Called by Temporal; signals that came first find the state ready. */
  @WorkflowInit
  public RespondToIncidentWorkflow(IncidentStart start) {
    this.start = start == null ? new IncidentStart("", "", null) : start;
    if (this.start.carried() != null) restore(start.carried());
  }

  @Override
  public String run(IncidentStart ignored) {
    looksCloser = Workflow.getVersion("incident", Workflow.DEFAULT_VERSION, 2) >= 2;
    responder = responder(target());
    memory.shownBy(responder.clocks());
    tidings = new Tidings(memory, responder);
    new Attributes(responder.service().searchAttributes()).incident(responder.service());
    while (true) {
      fold();
      if (pending && mayLook()) respond();
      if (inbox.isEmpty() && over()) return String.join("\n", memory.notes());
      if (inbox.isEmpty() && !replacing && Workflow.getInfo().isContinueAsNewSuggested())
        Workflow.continueAsNew(new IncidentStart(start.environment(), start.service(), state()));
      if (!Waiting.until(waitingFor(), next(), () -> !inbox.isEmpty())) lookAfterRecovery();
    }
  }

  /**
   * An input that names nothing fails at once: an exception of any other kind would fail for ever.
   */
  private Target target() {
    try {
      return new Target(start.environment(), start.service());
    } catch (IllegalArgumentException wrong) {
      throw ApplicationFailure.newNonRetryableFailure(wrong.getMessage(), "Refused");
    }
  }

  /** What Temporal took from the desk must not be lost because the estate cannot be read now. */
  private Responder responder(Target target) {
    while (true) {
      try {
        return new Responder(target);
      } catch (ActivityFailure unread) {
        if (vigil.hopeless()) throw unread;
        memory.note("the estate could not be read: " + Responder.said(unread));
        Waiting.until("the estate is read again", LOOK, () -> false);
      }
    }
  }

  @Override
  public void alerts(AlertBatch batch) {
    if (batch != null) inbox.add(() -> batch.alerts().forEach(this::take));
  }

  @Override
  public void begun(Begun begun) {
    if (begun != null && !begun.run().isEmpty())
      inbox.add(() -> adopt(begun.run(), begun.scenario(), "begun by " + begun.by()));
  }

  @Override
  public void ended(Ended ended) {
    if (ended != null) inbox.add(() -> close(ended));
  }

  @Override
  public void actAgain(Control control) {
    inbox.add(() -> allow(control == null ? "somebody" : control.by()));
  }

  @Override
  public Carried state() {
    return vigil.carry(memory, recovery, scenario, pending, declined);
  }

  private void fold() {
    while (!inbox.isEmpty()) inbox.poll().run();
    pending |= memory.firing() && recovery.isEmpty() && vigil.due();
  }

  /** A recovery that was terminated tells nobody: look for it when it has been silent. */
  private void lookAfterRecovery() {
    if (!recovery.isEmpty() && responder.running().isEmpty() && inbox.isEmpty())
      close(new Ended(recovery, scenario, "ENDED_WITHOUT_OUTCOME", "it runs no more"));
  }

  private void take(Alert alert) {
    if (!alert.whole()) {
      memory.note("an alert that lacks its source, key, start or summary was not understood");
      return;
    }
    vigil.heard();
    boolean news = memory.take(alert);
    boolean again = declined && alert.firing() && recovery.isEmpty();
    if (!news && !again) return;
    declined = false;
    tidings.alert(alert);
    pending = true;
    if (!scenario.isEmpty() && recovery.isEmpty() && vigil.relapse(alert.startedAt()))
      tidings.relapse(scenario, alert);
  }

  private void allow(String by) {
    memory.note("may act again, says " + by);
    vigil.actAgain();
    pending = memory.firing();
  }

  /** A storm must not take the time of the recovery that it is about: it is seen, now and then. */
  private boolean mayLook() {
    return recovery.isEmpty() || vigil.mayReconsider();
  }

  private void respond() {
    pending = false;
    vigil.looks();
    if (!recovery.isEmpty()) vigil.reconsiders();
    if (recovery.isEmpty() && vigil.quiet()) {
      memory.note(
          "cool-down until "
              + vigil.quietUntil()
              + responder.clocks().beside(vigil.quietUntil())
              + ": Mayday does not act on its own");
      return;
    }
    try {
      String back = responder.standBack();
      if (!back.isEmpty()) standBack(back);
      else judge();
    } catch (ActivityFailure unread) {
      handOver("the kill switch could not be read: " + Responder.said(unread));
    }
  }

  private void standBack(String who) {
    vigil.lookAgain(Duration.ofMinutes(5));
    tidings.stoodBack(who);
  }

  private void judge() {
    Verdict verdict;
    try {
      verdict = responder.triage(memory.symptoms(), looksCloser);
    } catch (TemporalFailure blind) {
      handOver("the probes could not be made: " + Responder.said(blind));
      return;
    }
    tidings.judged(verdict);
    if (verdict.well()) vigil.well();
    if (!recovery.isEmpty()) reconsider(verdict);
    else if (Scenarios.recoveries().contains(verdict.scenario())) begin(verdict);
    else
      handOver(
          verdict.why()
              + (verdict.scenario().isEmpty()
                  ? ""
                  : " (" + verdict.scenario() + " is not installed)"));
  }

  private void begin(Verdict verdict) {
    tidings.begins();
    Optional<Alert> oldest = memory.oldest();
    Instant since = vigil.since(oldest.map(Alert::startedAt).orElse(now()));
    String began =
        oldest.filter(one -> one.startedAt().equals(since)).map(responder::began).orElse("");
    String run = responder.start(verdict, since, began, ended -> inbox.add(() -> close(ended)));
    if (run == null) adoptRunning();
    else adopt(run, verdict.scenario(), "begun by this incident");
  }

  /** The lock was held; whoever held it may have let go in this very moment. */
  private void adoptRunning() {
    String runs = responder.running();
    if (runs.isEmpty()) vigil.lookAgain(SOON);
    else adopt("adopted", runs, "it was under way already");
  }

  private void reconsider(Verdict verdict) {
    if (!Scenarios.recoveries().contains(verdict.scenario()) || verdict.scenario().equals(scenario))
      return;
    memory.note("another scenario than " + scenario + " is right now: asked it to stop");
    responder.stop("triage now says " + verdict.scenario() + ": " + verdict.why());
    replacing = true;
  }

  /** While alerts fire and nothing is under way, the world is looked at again: it may get worse. */
  private void handOver(String why) {
    vigil.lookAgain(LOOK);
    tidings.handedOver(why);
  }

  private void adopt(String run, String name, String how) {
    recovery = run;
    scenario = name;
    memory.note(name + " runs (" + run + "): " + how);
  }

  private void close(Ended ended) {
    if (recovery.isEmpty()) return;
    boolean same = recovery.equals(ended.run()) || recovery.equals("adopted");
    if (!same) return;
    tidings.ended(ended);
    recovery = "";
    if (ended.outcome().equals("REHEARSED")) {
      vigil.lookAgain(SOON);
      return;
    }
    Policy policy = responder.service().policies().get(ended.scenario());
    declined = ended.outcome().equals("DECLINED");
    vigil.ended(ended.outcome(), policy);
    if (policy == null) vigil.lookAgain(LOOK);
    if (replacing) vigil.actAgain();
    pending |= replacing;
    replacing = false;
  }

  private boolean over() {
    return recovery.isEmpty() && vigil.over(memory.firing());
  }

  private Duration next() {
    if (recovery.isEmpty()) return vigil.next(memory.firing());
    if (pending) return vigil.untilReconsidering();
    return recovery.equals("adopted") ? LOOK : Duration.ofMinutes(5);
  }

  private String waitingFor() {
    if (!recovery.isEmpty()) return scenario + " runs; waiting for its end";
    if (vigil.quiet()) return "cool-down: does not act on its own";
    return vigil.watches() ? "watching for a relapse" : "alerts still fire; waiting for news";
  }

  private void restore(Carried carried) {
    memory.restore(carried);
    vigil.restore(carried);
    recovery = carried.recovery();
    scenario = carried.scenario();
    pending = carried.pending();
    declined = carried.declined();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
