package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every 3 to 8 s something dies, whatever is under way, and recovery after recovery ends well: one
 * to files and one back, in the long form ten.
 */
class RandomCrashIT {
  private static final boolean LONG = Boolean.getBoolean("mayday.long");
  private static final int PAIRS = LONG ? 5 : 1;

  /** The incident that may live through all of them is to act at once each time. */
  private static final String[] AT_ONCE = {
    "FallBackToFiles: { coolDown: 0s, watchFor: 0s }",
    "ReturnToPostgres: { coolDown: 0s, watchFor: 0s }"
  };

  /** A proof whose answer was lost is left out by a person's word. */
  private static final Set<Outcome> WELL = Set.of(Outcome.RECOVERED, Outcome.RECOVERED_UNPROVEN);

  @Test
  void recoveriesEndWellHoweverOftenSomethingDies(@TempDir Path temp) {
    long seed = Long.getLong("mayday.seed", new Random().nextLong());
    System.out.println("to kill at the same moments again: -Dmayday.seed=" + seed);
    Random random = new Random(seed);
    Map<Calamity, Integer> killed = new EnumMap<>(Calamity.class);
    try (Ground ground = Crashes.raise(temp.resolve("box"), AT_ONCE);
        Apart mayday = new Apart(ground)) {
      for (int pair = 1; pair <= PAIRS; pair++)
        for (Trial trial : Trial.values())
          endured(ground, trial, () -> new Killer(mayday, random))
              .forEach((what, times) -> killed.merge(what, times, Integer::sum));
      Search.findsNothing(ground);
    }
    System.out.println("killed in all: " + killed);
    assertThat(killed).isNotEmpty();
    if (LONG) // two recoveries may be over before the dice came to each of them
    assertThat(killed).containsKeys(Calamity.WORKER, Calamity.WEBHOOK, Calamity.SERVER);
  }

  private static Map<Calamity, Integer> endured(
      Ground ground, Trial trial, Supplier<Killer> random) {
    trial.emergency(ground);
    if (trial == Trial.RETURN) Trial.resolved(ground);
    String before = ground.newest();
    long sent = TestMessages.sent(ground.sandbox);
    try (Census census = new Census(ground.sandbox)) {
      String said;
      Map<Calamity, Integer> killed;
      try (Killer killer = random.get()) {
        OnDuty onDuty = new OnDuty(ground, begun(ground, trial, before));
        Report end = onDuty.stay();
        said =
            trial.scenario()
                + ": "
                + end.outcome()
                + ", "
                + killer.killed()
                + "; "
                + onDuty.answered();
        assertThat(end.outcome()).as(end.why() + said).isIn(WELL);
        assertThat(end.outcome() == Outcome.RECOVERED_UNPROVEN)
            .as(said)
            .isEqualTo(onDuty.skipped());
        killed = killer.killed();
        if (LONG) assertThat(killed).as(said).isNotEmpty(); // one of two may be over before
      }
      assertThat(TestMessages.sent(ground.sandbox) - sent).as(said).isLessThanOrEqualTo(1);
      trial.once(census, said);
      assertThat(Told.of(ground.sandbox).tooOften(ground.deaths())).as(said).isEmpty();
      trial.well(ground);
      System.out.println(said);
      return killed;
    }
  }

  /**
   * A fallback by an alert, as monitoring sends it: again, until somebody says that it is taken.
   */
  private static String begun(Ground ground, Trial trial, String before) {
    if (trial == Trial.RETURN) return trial.stubbornly(ground, before);
    return Trial.alerted(ground, before);
  }
}
