package dev.mayday.runbook;

import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Ruling;
import dev.mayday.incident.Rung;
import dev.mayday.system.Approvers;
import dev.mayday.system.Ask;
import io.temporal.workflow.Async;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Numbered questions: who is asked when, which answer closes one, and what counts on silence. */
final class Questions {
  private final Run run;
  private final Approvers approvers;
  private final Jury jury;
  private final Notices notices;
  private final Set<String> reached = new LinkedHashSet<>();
  private int number;
  private Question open;
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
    Instant now = Journal.now();
    open =
        new Question(
            ++number,
            asked.text(),
            asked.answers(),
            asked.otherwise(),
            now,
            now.plus(asked.within()),
            asked.quorum(),
            plan.hash(),
            List.of());
    answer = null;
    reached.clear();
    run.journal.note(
        "question",
        number + ": " + asked.text(),
        "answers: " + String.join(" | ", asked.answers()));
    run.clock.peopleBegin();
    try {
      climb(plan, asked.within());
      run.stopNow();
      return close();
    } finally {
      run.clock.peopleEnd();
      open = null;
    }
  }

  /** Judges a decision; called by handlers, so it must bear any nonsense at any time. */
  String judge(Decision decision) {
    Question about = open;
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
    return answer == null && open != null && open.number() == about.number();
  }

  /** The open question with those who were reached, or null. */
  Question open() {
    return open == null
        ? null
        : new Question(
            open.number(),
            open.text(),
            open.answers(),
            open.otherwise(),
            open.opensAt(),
            open.closesAt(),
            open.quorum(),
            open.plan(),
            List.copyOf(reached));
  }

  List<Ruling> rulings() {
    return jury.rulings();
  }

  private void climb(Plan plan, Duration within) {
    List<Rung> left = new ArrayList<>(run.service.ladder());
    while (answer == null && !run.stopping() && Journal.now().isBefore(open.closesAt())) {
      Duration waited = Duration.between(open.opensAt(), Journal.now());
      while (!left.isEmpty() && left.get(0).after().compareTo(waited) <= 0)
        send(left.remove(0), plan);
      Duration next = left.isEmpty() ? within : min(left.get(0).after(), within);
      Waiting.until(
          "question " + number + " is open: " + open.text(),
          next.minus(waited),
          () -> answer != null || run.stopping());
    }
  }

  private void send(Rung rung, Plan plan) {
    List<String> phrases =
        plan.steps().stream().map(step -> step.verb() + ": " + step.phrase()).toList();
    Ask ask =
        new Ask(run.target(), run.scenario, run.workflowId, run.id, open, phrases, rung.people());
    Async.procedure(this::deliver, ask);
  }

  private void deliver(Ask ask) {
    String who = String.join(", ", ask.people());
    try {
      List<String> confirmed =
          run.ports.saying("ask " + who + ": " + ask.question().text(), () -> approvers.ask(ask));
      reached.addAll(confirmed);
      run.journal.note(
          "asked",
          who,
          confirmed.isEmpty() ? "nobody was reached" : "reached: " + String.join(", ", confirmed));
    } catch (RuntimeException deaf) {
      run.journal.note(
          "asked", who, "nobody was reached: " + Trouble.of(deaf, "control").sentence());
    }
  }

  private String close() {
    String closing = answer == null ? open.otherwise() : answer;
    String how = answer == null ? closing + " (nobody answered in time)" : closing;
    run.journal.note("answer", "question " + number, how);
    return closing;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
