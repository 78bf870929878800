package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
      for (int pair = 1; pair <= PAIRS; pair++) {
        for (Trial trial : Trial.values())
          endured(ground, trial, () -> new Killer(mayday, random))
              .forEach((what, times) -> killed.merge(what, times, Integer::sum));
        Generations.of(ground).becomeWhole(); // none is made while the service is on files
      }
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
    Filed filed = Filed.of(ground);
    Set<String> runs = Runs.listed(ground.scene.client(), trial.scenario());
    try (Census census = new Census(ground.sandbox)) {
      String said;
      String run;
      Map<Calamity, Integer> killed;
      try (Killer killer = random.get()) {
        run = begun(ground, trial, before);
        OnDuty onDuty = new OnDuty(ground, run);
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
      filed.oneMore(run, said);
      onceMore(ground, trial, runs, run);
      trial.well(ground);
      System.out.println(said);
      return killed;
    }
  }

  /** However often somebody said that it is to begin, one run came of it. */
  private static void onceMore(Ground ground, Trial trial, Set<String> before, String run) {
    Supplier<Set<String>> now = () -> Runs.listed(ground.scene.client(), trial.scenario());
    Until.holds(run + " is listed", () -> now.get().contains(run));
    Set<String> all = new TreeSet<>(before);
    all.add(run);
    assertThat(now.get()).as("runs of " + trial.scenario()).isEqualTo(all);
  }

  /**
   * A fallback by an alert, as monitoring sends it: again, until somebody says that it is taken.
   */
  private static String begun(Ground ground, Trial trial, String before) {
    if (trial == Trial.RETURN) return trial.stubbornly(ground, before);
    return Trial.alerted(ground, before);
  }
}
