package dev.mayday.runbook;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Policy;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The phases, in their order, and how each may end the run. */
final class Arc {
  private final Scenario scenario;
  private final Run run;
  private final Recovery recovery;
  private final Questions questions;
  private final Steps steps;
  private final Budgets budgets;
  private final Attributes attributes;
  private Plan plan = Plan.NONE;

  Arc(
      Scenario scenario,
      Run run,
      Recovery recovery,
      Questions questions,
      Steps steps,
      Budgets budgets,
      Attributes attributes) {
    this.scenario = scenario;
    this.run = run;
    this.recovery = recovery;
    this.questions = questions;
    this.steps = steps;
    this.budgets = budgets;
    this.attributes = attributes;
  }

  /** Walks the phases; leaves by {@link Stop} from anywhere. */
  Ending walk() {
    if (!phase("confirm", run.policy().confirmWithin(), this::confirm))
      return over(Outcome.FALSE_ALARM, "the emergency is not, or no longer, there");
    phase("prepare", run.policy().confirmWithin(), () -> done(() -> scenario.prepare(recovery)));
    plan = phase("rehearse", run.policy().confirmWithin(), this::rehearse);
    if (run.start.rehearse())
      return over(Outcome.REHEARSED, "the plan stands; nothing was changed");
    while (true) {
      Ending ending = approveAndRecover();
      if (ending != null) return ending;
    }
  }

  /** The plan as it was rehearsed last. */
  Plan plan() {
    return plan;
  }

  private Ending approveAndRecover() {
    Ending unapproved = approve();
    if (unapproved != null) return unapproved;
    recovery.course().approved(plan);
    try {
      phase("recover", run.policy().recoverWithin(), () -> done(() -> scenario.recover(recovery)));
      phase("verify", run.policy().verifyWithin(), () -> done(() -> scenario.verify(recovery)));
      recovery.course().nothingLeftOut();
      return new Ending(recovery.recovered(), "every proof that was not left out held");
    } catch (Replan changed) {
      run.journal.note("drift", "the world is not as in the plan", changed.getMessage());
      recovery.askFirst("it changed while it was carried out");
      plan = phase("rehearse", run.policy().confirmWithin(), this::rehearse);
      return null;
    }
  }

  /** Asks until the plan that was approved is still the plan; null when it is. */
  private Ending approve() {
    while (mustAsk()) {
      String answer = phase("approve", Duration.ZERO, this::ask);
      if (!answer.equals("yes")) return over(Outcome.DECLINED, "the plan was not approved");
      if (!phase("confirm", run.policy().confirmWithin(), this::confirm))
        return over(Outcome.HEALED_MEANWHILE, "healed while people were asked");
      Plan now = phase("rehearse", run.policy().confirmWithin(), this::rehearse);
      if (now.hash().equals(plan.hash())) return null;
      plan = now;
      run.journal.note("drift", "another plan than the approved one", "asked again");
    }
    return null;
  }

  private boolean mustAsk() {
    return run.policy().approval() == Policy.Approval.REQUIRED || !recovery.askFirst().isEmpty();
  }

  private String ask() {
    String warning = recovery.askFirst().isEmpty() ? "" : "; mind: " + recovery.askFirst();
    Asked asked =
        new Asked(
            "carry out the plan "
                + plan.hash().substring(0, 12)
                + " ("
                + plan.steps().size()
                + " steps"
                + warning
                + ")?",
            List.of("yes", "no"),
            "no",
            run.policy().approveWithin(),
            run.policy().quorum());
    return questions.ask(asked, plan);
  }

  private boolean confirm() {
    boolean[] real = new boolean[1];
    done(() -> real[0] = scenario.confirm(recovery));
    recovery.confirmed();
    return real[0];
  }

  private Plan rehearse() {
    Plan[] drawn = {Plan.NONE};
    done(
        () ->
            drawn[0] =
                recovery
                    .course()
                    .rehearse(
                        () -> {
                          scenario.recover(recovery);
                          scenario.verify(recovery);
                        }));
    return drawn[0];
  }

  /** Runs a scenario's own code: a bug in it is asked about and never leaves a mute workflow. */
  private void done(Runnable body) {
    try {
      body.run();
    } catch (Stop | Replan | io.temporal.failure.TemporalFailure leaving) {
      throw leaving;
    } catch (RuntimeException bug) {
      steps.bug(bug);
    }
  }

  private <T> T phase(String name, Duration allowed, Supplier<T> body) {
    run.journal.phase(name);
    attributes.set(Attributes.PHASE, name);
    run.clock.enter(name, allowed);
    CancellationScope watch =
        allowed.isZero() || run.start.rehearse() ? null : budgets.watch(name, allowed);
    try {
      return body.get();
    } finally {
      run.clock.leave(name);
      if (watch != null) watch.cancel("the phase is over");
    }
  }

  private void phase(String name, Duration allowed, Runnable body) {
    phase(
        name,
        allowed,
        () -> {
          body.run();
          return null;
        });
  }

  /** An end at which nothing was changed: what was made ready aside goes. */
  private static Ending over(Outcome outcome, String why) {
    throw Stop.undoing(outcome, why);
  }
}
