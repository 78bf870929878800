package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Target;
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
import java.util.List;

/** Joins, probes, triages, starts or adopts the recovery, and stays through cool-down and watch. */
public final class RespondToIncidentWorkflow implements RespondToIncident {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration BREATH = Duration.ofMinutes(2);
  private static final List<String> UNTOUCHED =
      List.of("FALSE_ALARM", "HEALED_MEANWHILE", "REFUSED");
  private static final List<String> UNHEARD = List.of("REFUSED", "ENDED_WITHOUT_OUTCOME");
  private static final Duration LONGEST_WITHOUT_WORD = Duration.ofHours(24);
  private final IncidentStart start;
  private final Memory memory = new Memory();
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private Responder responder;
  private Instant openedAt = now();
  private Instant lastWord = now();
  private Instant quietUntil = now();
  private Instant watchUntil = now();
  private Instant endedAt;
  private Instant lookAt;
  private Verdict judged;
  private String recovery = "";
  private String scenario = "";
  private boolean pending;
  private boolean replacing;
  private boolean declined;
  private String handedOver = "";
  private String stoodBack = "";

  /** Called by Temporal; signals that came first find the state ready. */
  @WorkflowInit
  public RespondToIncidentWorkflow(IncidentStart start) {
    this.start = start == null ? new IncidentStart("", "", null) : start;
    if (this.start.carried() != null) restore(start.carried());
  }

  @Override
  public String run(IncidentStart ignored) {
    Workflow.getVersion("incident", Workflow.DEFAULT_VERSION, 1);
    responder = responder(target());
    if (start.carried() == null) watchUntil = now().plus(Duration.ofMinutes(10));
    while (true) {
      fold();
      if (pending) respond();
      if (inbox.isEmpty() && over()) return String.join("\n", memory.notes());
      if (inbox.isEmpty() && !replacing && Workflow.getInfo().isContinueAsNewSuggested())
        Workflow.continueAsNew(new IncidentStart(start.environment(), start.service(), state()));
      if (!Waiting.until(waitingFor(), nextLook(), () -> !inbox.isEmpty())) lookAfterRecovery();
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
        if (Duration.between(openedAt, now()).compareTo(LONGEST_WITHOUT_WORD) > 0) throw unread;
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
    return new Carried(
        openedAt,
        memory.alerts(),
        recovery,
        scenario,
        quietUntil,
        watchUntil,
        endedAt,
        pending,
        declined,
        memory.notes());
  }

  private void fold() {
    while (!inbox.isEmpty()) inbox.poll().run();
    if (memory.firing() && recovery.isEmpty() && endedAt != null && !now().isBefore(quietUntil))
      pending = true;
    if (memory.firing() && recovery.isEmpty() && lookAt != null && !now().isBefore(lookAt))
      pending = true;
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
    lastWord = now();
    boolean news = memory.take(alert);
    boolean again = declined && alert.firing() && recovery.isEmpty();
    if (!news && !again) return;
    declined = false;
    memory.note("alert from " + alert.source() + ": " + alert.summary());
    pending = true;
    if (endedAt != null
        && !scenario.isEmpty()
        && recovery.isEmpty()
        && now().isBefore(watchUntil)
        && alert.startedAt().isAfter(endedAt)) relapse(alert);
  }

  private void relapse(Alert alert) {
    memory.note("relapse after " + scenario + ": " + alert.summary());
    responder.tell("relapse after " + scenario, alert.summary());
  }

  private void allow(String by) {
    memory.note("may act again, says " + by);
    quietUntil = now();
    pending = memory.firing();
  }

  private void respond() {
    pending = false;
    lookAt = null;
    if (recovery.isEmpty() && now().isBefore(quietUntil)) {
      memory.note("cool-down until " + quietUntil + ": Mayday does not act on its own");
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

  /** Told once for each order. */
  private void standBack(String who) {
    lookAgain(Duration.ofMinutes(5));
    if (who.equals(stoodBack)) return;
    stoodBack = who;
    memory.note("standing back: " + who);
    responder.tell("Mayday stands back and does nothing", who);
  }

  private void judge() {
    stoodBack = "";
    Verdict verdict;
    try {
      verdict = responder.triage(memory.symptoms());
    } catch (TemporalFailure blind) {
      handOver("the probes could not be made: " + Responder.said(blind));
      lookAgain(LOOK);
      return;
    }
    say(verdict);
    if (!recovery.isEmpty()) reconsider(verdict);
    else if (Scenarios.recoveries().contains(verdict.scenario())) begin(verdict);
    else
      handOver(
          verdict.why()
              + (verdict.scenario().isEmpty()
                  ? ""
                  : " (" + verdict.scenario() + " is not installed)"));
  }

  /** The same verdict again is no news. */
  private void say(Verdict verdict) {
    if (!verdict.equals(judged))
      memory.note(
          "triage: "
              + (verdict.scenario().isEmpty() ? "nothing to do" : verdict.scenario())
              + ", "
              + verdict.why());
    judged = verdict;
  }

  /** While alerts fire and nothing is under way, the world is looked at again: it may get worse. */
  private void lookAgain(Duration in) {
    lookAt = now().plus(in);
  }

  private void begin(Verdict verdict) {
    handedOver = "";
    String run =
        responder.start(verdict, memory.since(now()), ended -> inbox.add(() -> close(ended)));
    if (run == null) adoptRunning();
    else adopt(run, verdict.scenario(), "begun by this incident");
  }

  /** The lock was held; whoever held it may have let go in this very moment. */
  private void adoptRunning() {
    String runs = responder.running();
    if (runs.isEmpty()) lookAgain(SOON);
    else adopt("adopted", runs, "it was under way already");
  }

  private void reconsider(Verdict verdict) {
    if (!Scenarios.recoveries().contains(verdict.scenario()) || verdict.scenario().equals(scenario))
      return;
    memory.note("another scenario than " + scenario + " is right now: asked it to stop");
    responder.stop("triage now says " + verdict.scenario() + ": " + verdict.why());
    replacing = true;
  }

  /** Once for each reason: an alert that fires on for hours does not call people every hour. */
  private void handOver(String why) {
    lookAgain(LOOK);
    if (why.equals(handedOver)) return;
    handedOver = why;
    memory.note("handed over: " + why);
    responder.tell(
        "nothing that Mayday does by itself: " + why,
        "the runbook: " + responder.service().runbook());
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
    memory.note(ended.scenario() + " ended " + ended.outcome() + ": " + ended.why());
    recovery = "";
    judged = null;
    if (ended.outcome().equals("REHEARSED")) {
      lookAgain(SOON);
      return;
    }
    tellUnheard(ended);
    endedAt = now();
    Policy policy = responder.service().policies().get(ended.scenario());
    declined = ended.outcome().equals("DECLINED");
    boolean asksAgain = declined || policy == null;
    quietUntil = asksAgain ? now() : now().plus(coolDown(ended, policy));
    watchUntil = policy == null ? now() : now().plus(policy.watchFor());
    if (asksAgain) endedAt = null;
    if (policy == null) lookAgain(LOOK);
    if (replacing) quietUntil = now();
    pending |= replacing;
    replacing = false;
  }

  /** After a run that changed nothing there is nothing to cool down from: it may break for good. */
  private static Duration coolDown(Ended ended, Policy policy) {
    boolean brief = UNTOUCHED.contains(ended.outcome()) && policy.coolDown().compareTo(BREATH) > 0;
    return brief ? BREATH : policy.coolDown();
  }

  /** Such ends nobody else tells of. */
  private void tellUnheard(Ended ended) {
    if (UNHEARD.contains(ended.outcome()))
      responder.tell(
          ended.scenario() + " ended " + ended.outcome() + ": see in which state the service is",
          ended.why() + "; the runbook: " + responder.service().runbook());
  }

  private boolean over() {
    boolean quiet =
        recovery.isEmpty() && !now().isBefore(watchUntil) && !now().isBefore(quietUntil);
    return quiet
        && (!memory.firing()
            || Duration.between(lastWord, now()).compareTo(LONGEST_WITHOUT_WORD) > 0);
  }

  private Duration nextLook() {
    if (recovery.equals("adopted")) return LOOK;
    if (!recovery.isEmpty()) return Duration.ofMinutes(5);
    Instant next =
        quietUntil.isAfter(now())
            ? quietUntil
            : watchUntil.isAfter(now()) ? watchUntil : now().plus(Duration.ofHours(1));
    if (memory.firing() && lookAt != null && lookAt.isBefore(next)) next = lookAt;
    return Duration.between(now(), next);
  }

  private String waitingFor() {
    if (!recovery.isEmpty()) return scenario + " runs; waiting for its end";
    if (now().isBefore(quietUntil)) return "cool-down: does not act on its own";
    return now().isBefore(watchUntil)
        ? "watching for a relapse"
        : "alerts still fire; waiting for news";
  }

  private void restore(Carried carried) {
    memory.restore(carried);
    openedAt = carried.openedAt();
    quietUntil = carried.quietUntil();
    watchUntil = carried.watchUntil();
    endedAt = carried.endedAt();
    recovery = carried.recovery();
    scenario = carried.scenario();
    pending = carried.pending();
    declined = carried.declined();
    lookAt = now();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
