package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import java.util.function.Function;

/** One recovery in which what the plan says dies after each activity, and what must hold then. */
final class Ordeal {
  private final Ground ground;
  private final Trial trial;
  private final Calamities.Plan plan;

  Ordeal(Ground ground, Trial trial, Calamities.Plan plan) {
    this.ground = ground;
    this.trial = trial;
    this.plan = plan;
  }

  /**
   * Begins it, stays with it to its end, judges it; returns what died where.
   *
   * @param begin begins it and returns its run
   */
  Toll endure(Function<Ground, String> begin) {
    long sent = TestMessages.sent(ground.sandbox);
    Filed filed = Filed.of(ground);
    try (Census census = new Census(ground.sandbox);
        Calamities calamities = new Calamities(ground, trial.scenario(), plan)) {
      String run = begin.apply(ground);
      OnDuty onDuty = new OnDuty(ground, run);
      Report end = onDuty.stay();
      Toll toll = new Toll(trial.scenario(), calamities.struck(), ground.sabotage.done());
      String seen = end.why() + "\n" + toll + "\n" + onDuty.answered();
      assertThat(TestMessages.sent(ground.sandbox) - sent)
          .as("test messages: %s", seen)
          .isEqualTo(1);
      assertThat(end.outcome()).as(seen).isEqualTo(expected(toll));
      assertThat(onDuty.skipped()).as(seen).isEqualTo(toll.diedInOnce());
      assertThat(Told.of(ground.sandbox).tooOften(ground.deaths())).as(seen).isEmpty();
      filed.oneMore(run, seen);
      trial.once(census, seen);
      trial.well(ground);
      return toll;
    }
  }

  /** A proof that nobody may repeat, and whose answer was lost, is left out by a person's word. */
  private static Outcome expected(Toll toll) {
    return toll.diedInOnce() ? Outcome.RECOVERED_UNPROVEN : Outcome.RECOVERED;
  }
}
