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
  private int number;
  private Asking asking;
  private String answer;

  Questions(Run run) {
    this.run = run;
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
        List.of(),
        !run.policy().claimedCounts());
  }

  /** Judges a decision; called by handlers, so it must bear any nonsense at any time. */
  Ruling judge(Decision decision) {
    Ruling ruling = jury.rule(decision, this::unanswered);
    if (ruling.counted()) answer = jury.closed(open(), ruling, decision.breakGlass());
    return ruling;
  }

  /** Why a decision cannot count whoever gave it, or null. */
  String unfit(Decision decision) {
    return jury.unfit(decision, open());
  }

  /** What everybody is to know about codes that were guessed; empty when nothing. */
  String alarm() {
    return jury.alarm();
  }

  private Question unanswered() {
    return answer == null ? open() : null;
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
