package dev.mayday.runbook;

import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Approvers;
import java.time.Instant;
import java.util.List;

/** Numbered questions: who is asked when, which answer closes one, and what counts on silence. */
final class Questions {
  private final Run run;
  private final Approvers approvers;
  private final Jury jury;
  private final Notices notices;
  private int number;
  private Asking asking;
  private String answer;

  Questions(Run run, Notices notices) {
    this.run = run;
    this.notices = notices;
    approvers = run.ports.control(Approvers.class);
    jury = new Jury(run, approvers);
  }

  /**
   * Asks, waits, and returns the answer that closed the question; people's clock runs meanwhile.
   */
  String ask(Asked asked, Plan plan) {
    asking = new Asking(run, approvers, numbered(asked, plan), plan);
    answer = null;
    run.journal.note(
        "question",
        number + ": " + asked.text(),
        "answers: " + String.join(" | ", asked.answers()));
    run.clock.peopleBegin();
    try {
      asking.climb(() -> answer != null || run.stopping());
      run.stopNow();
      return close(asked);
    } finally {
      run.clock.peopleEnd();
      asking = null;
    }
  }

  private Question numbered(Asked asked, Plan plan) {
    Instant now = Journal.now();
    return new Question(
        ++number,
        asked.text(),
        asked.answers(),
        asked.otherwise(),
        now,
        now.plus(asked.within()),
        asked.quorum(),
        plan.hash(),
        List.of());
  }

  /** Judges a decision; called by handlers, so it must bear any nonsense at any time. */
  String judge(Decision decision) {
    Question about = open();
    Ruling ruling = jury.rule(decision, about);
    if (ruling.counted() && stillOpen(about)) close(about, decision);
    return (ruling.counted() ? "counted: " : "not counted: ") + ruling.why();
  }

  private void close(Question about, Decision decision) {
    answer = jury.closed(about, decision);
    if (decision.breakGlass())
      notices.tell(
          "break-glass by " + decision.by() + ": " + decision.answer() + " to " + about.text(),
          decision.reason());
  }

  private boolean stillOpen(Question about) {
    return answer == null && asking != null && number == about.number();
  }

  /** Whether the question that closed last was answered by nobody. */
  boolean silent() {
    return answer == null;
  }

  /** The open question with those who were reached, or null. */
  Question open() {
    return asking == null ? null : asking.question();
  }

  List<Ruling> rulings() {
    return jury.rulings();
  }

  private String close(Asked asked) {
    String closing = answer == null ? asked.otherwise() : answer;
    String how = answer == null ? closing + " (nobody answered in time)" : closing;
    run.journal.note("answer", "question " + number, how);
    return closing;
  }
}
