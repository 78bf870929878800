package dev.mayday.runbook;

import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
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
import java.util.function.BooleanSupplier;

/**
 * One open question on its way up the ladder. It counts as asked when a channel confirmed: a rung
 * on which nobody was reached does not hold up the next one, and when nobody was reached at all,
 * everybody is asked again.
 */
final class Asking {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private final Run run;
  private final Approvers approvers;
  private final Question question;
  private final List<String> phrases;
  private final List<Rung> left;
  private final Set<String> reached = new LinkedHashSet<>();
  private Duration pause = FIRST_PAUSE;
  private Instant again;
  private int underWay;

  Asking(Run run, Approvers approvers, Question question, Plan plan) {
    this.run = run;
    this.approvers = approvers;
    this.question = question;
    phrases = plan.steps().stream().map(step -> step.verb() + ": " + step.phrase()).toList();
    left = new ArrayList<>(run.service.ladder());
  }

  /** The question, with those who were reached. */
  Question question() {
    return new Question(
        question.number(),
        question.text(),
        question.answers(),
        question.otherwise(),
        question.opensAt(),
        question.closesAt(),
        question.quorum(),
        question.plan(),
        List.copyOf(reached),
        question.verified());
  }

  /** Asks rung by rung until it is over or nobody answered in time. */
  void climb(BooleanSupplier over) {
    while (!over.getAsBoolean() && Journal.now().isBefore(question.closesAt())) {
      while (!left.isEmpty() && due()) send(left.remove(0));
      Waiting.until(
          "question " + question.number() + " is open: " + question.text(),
          Duration.between(Journal.now(), next()),
          () -> over.getAsBoolean() || nobodyHeard());
      if (!over.getAsBoolean() && nobodyHeard() && left.isEmpty()) onceMore();
    }
  }

  private boolean due() {
    return again == null
        ? nobodyHeard() || !Journal.now().isBefore(question.opensAt().plus(left.get(0).after()))
        : !Journal.now().isBefore(again);
  }

  /** All that were asked so far were not reached. */
  private boolean nobodyHeard() {
    boolean asked = left.size() < run.service.ladder().size();
    return asked && underWay == 0 && reached.isEmpty();
  }

  private void onceMore() {
    left.addAll(run.service.ladder());
    again = Journal.now().plus(pause);
    run.journal.note(
        "asked", phrase("everybody"), "nobody was reached; asked again in " + Budgets.text(pause));
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
  }

  private Instant next() {
    if (left.isEmpty()) return question.closesAt();
    Instant rung = again == null ? question.opensAt().plus(left.get(0).after()) : again;
    return rung.isBefore(question.closesAt()) ? rung : question.closesAt();
  }

  private void send(Rung rung) {
    underWay++;
    Async.procedure(
        this::deliver,
        new Ask(
            run.target(), run.scenario, run.workflowId, run.id, question, phrases, rung.people()));
  }

  /** By its number: the last channels may answer when the next question is open. */
  private String phrase(String who) {
    return "question " + question.number() + ": " + who;
  }

  private void deliver(Ask ask) {
    String who = String.join(", ", ask.people());
    try {
      List<String> confirmed =
          run.ports.saying("ask " + who + ": " + question.text(), () -> approvers.ask(ask));
      reached.addAll(confirmed);
      run.journal.note(
          "asked",
          phrase(who),
          confirmed.isEmpty() ? "nobody was reached" : "reached: " + String.join(", ", confirmed));
    } catch (RuntimeException deaf) {
      run.journal.note(
          "asked", phrase(who), "nobody was reached: " + Trouble.of(deaf, "control").sentence());
    } finally {
      underWay--;
    }
  }
}
