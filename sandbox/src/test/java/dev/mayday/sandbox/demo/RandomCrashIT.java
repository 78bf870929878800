package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every 3 to 8 s something dies, whatever is under way, and recovery after recovery ends well. */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class RandomCrashIT {
  private static final int PAIRS = 5;

  /** A proof whose answer was lost is left out by a person's word. */
  private static final Set<Outcome> WELL = Set.of(Outcome.RECOVERED, Outcome.RECOVERED_UNPROVEN);

  @Test
  void recoveriesEndWellHoweverOftenSomethingDies(@TempDir Path temp) {
    long seed = Long.getLong("mayday.seed", new Random().nextLong());
    System.out.println("to kill at the same moments again: -Dmayday.seed=" + seed);
    Random random = new Random(seed);
    try (Ground ground = Crashes.raise(temp.resolve("box"))) {
      for (int pair = 1; pair <= PAIRS; pair++)
        for (Trial trial : Trial.values()) System.out.println(endured(ground, trial, random));
      Search.findsNothing(ground);
    }
  }

  private static String endured(Ground ground, Trial trial, Random random) {
    trial.emergency(ground);
    String before = ground.newest();
    long sent = TestMessages.sent(ground.sandbox);
    try (Census census = new Census(ground.sandbox)) {
      String said;
      try (Killer killer = new Killer(ground.scene, random)) {
        OnDuty onDuty = new OnDuty(ground, trial.stubbornly(ground, before));
        Report end = onDuty.stay();
        said =
            trial.scenario()
                + ": "
                + end.outcome()
                + ", "
                + killer.killed()
                + " times something died; "
                + onDuty.answered();
        assertThat(end.outcome()).as(end.why() + said).isIn(WELL);
        assertThat(end.outcome() == Outcome.RECOVERED_UNPROVEN)
            .as(said)
            .isEqualTo(onDuty.skipped());
        assertThat(killer.killed()).as(said).isPositive();
      }
      assertThat(TestMessages.sent(ground.sandbox) - sent).as(said).isLessThanOrEqualTo(1);
      trial.once(census, said);
      trial.well(ground);
      return said;
    }
  }
}
