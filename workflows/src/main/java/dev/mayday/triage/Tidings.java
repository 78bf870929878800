package dev.mayday.triage;

import dev.mayday.incident.Alert;
import dev.mayday.runbook.Ended;
import java.util.List;

/**
 * What an incident writes down and tells people: once for each reason, since an alert that fires on
 * for hours must not call people every hour.
 */
final class Tidings {
  private static final List<String> UNHEARD = List.of("REFUSED", "ENDED_WITHOUT_OUTCOME");
  private static final String STANDING_BACK = "standing back";
  private static final String HANDED_OVER = "handed over";
  private static final String RELAPSE = "relapse";
  private final Memory memory;
  private final Responder responder;
  private Verdict judged;

  Tidings(Memory memory, Responder responder) {
    this.memory = memory;
    this.responder = responder;
  }

  /** An alert that says something new; a start that the desk did not take as it stood, too. */
  void alert(Alert alert) {
    String began = responder.began(alert);
    memory.note(
        "alert from "
            + alert.source()
            + ": "
            + alert.summary()
            + (began.isEmpty() ? "" : "; it began " + began));
  }

  void judged(Verdict verdict) {
    memory.forget(STANDING_BACK);
    if (!verdict.equals(judged))
      memory.note(
          "triage: "
              + (verdict.scenario().isEmpty() ? "nothing to do" : verdict.scenario())
              + ", "
              + verdict.why());
    judged = verdict;
  }

  void stoodBack(String who) {
    if (!memory.unsaid(STANDING_BACK, who)) return;
    memory.note("standing back: " + who);
    responder.tell("Mayday stands back and does nothing", who);
  }

  void handedOver(String why) {
    if (!memory.unsaid(HANDED_OVER, why)) return;
    memory.note("handed over: " + why);
    responder.tell("nothing that Mayday does by itself: " + why, runbook());
  }

  /**
   * Once for each recovery: after it a source that flaps, or a storm, tells of it a thousand times.
   */
  void relapse(String scenario, Alert alert) {
    if (!memory.unsaid(RELAPSE, scenario)) return;
    memory.note("relapse after " + scenario + ": " + alert.summary());
    responder.tell("relapse after " + scenario, alert.summary());
  }

  /** A recovery begins: what was said before may be said anew after it. */
  void begins() {
    memory.forget(HANDED_OVER);
  }

  void ended(Ended ended) {
    judged = null;
    memory.forget(RELAPSE);
    memory.note(ended.scenario() + " ended " + ended.outcome() + ": " + ended.why());
    if (UNHEARD.contains(ended.outcome()))
      responder.tell(
          ended.scenario() + " ended " + ended.outcome() + ": see in which state the service is",
          ended.why() + "; " + runbook());
  }

  private String runbook() {
    return "the runbook: " + responder.service().runbook();
  }
}
