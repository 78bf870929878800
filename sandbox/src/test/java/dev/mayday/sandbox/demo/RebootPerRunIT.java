package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form: one recovery for each activity after which the host reboots, with Mayday's own
 * figures, {@code -Dmayday.from=K -Dmayday.to=K} play a part of them; and a warm copy and an
 * incident whose host reboots after each of their activities.
 */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class RebootPerRunIT {
  private static final int FROM = Integer.getInteger("mayday.from", 1);
  private static final int TO = Integer.getInteger("mayday.to", Integer.MAX_VALUE);
  private static final int SANDBOXES = Integer.getInteger("mayday.sandboxes", 3);

  @Test
  void theHostRebootsOnceInARun(@TempDir Path temp) {
    SideBySide.tell(
        IntStream.range(0, Math.min(SANDBOXES, TO - FROM + 1))
            .<Supplier<Integer>>mapToObj(one -> () -> story(temp.resolve("box" + one), FROM + one))
            .toList());
  }

  /** They change nothing of production, and find it as they left it. */
  @Test
  void theHostRebootsAfterEveryStepOfACopyAndOfAnIncident(@TempDir Path temp) {
    try (Ground ground = Crashes.raiseForMany(temp.resolve("box"))) {
      Toll copy = new CopyOrdeal(ground, (where, key) -> Calamity.HOST).endure();
      assertThat(copy.activities())
          .as(copy.toString())
          .containsAll(Golden.activities(CopyOrdeal.SCENARIO));
      System.out.println(copy);
      System.out.println(new IncidentReboots(ground).endure());
      Search.findsNothing(ground);
    }
  }

  /** Returns after which k it ended: none of its recoveries has more activities. */
  private static int story(Path folder, int from) {
    try (Ground ground = Crashes.raise(folder)) {
      int k = from;
      for (boolean more = k <= TO; more; k += SANDBOXES) {
        boolean rebooted = false;
        for (Trial trial : Trial.values()) rebooted |= rebooted(ground, trial, k);
        more = rebooted && k + SANDBOXES <= TO;
      }
      Search.findsNothing(ground);
      return k;
    }
  }

  /** Whether there was a k-th activity; the service is where the trial takes it afterwards. */
  private static boolean rebooted(Ground ground, Trial trial, int k) {
    Toll toll = Reboots.after(ground, trial, k).endure();
    assertThat(toll.deaths()).as(toll.toString()).isEqualTo(k <= toll.struck().size() ? 1 : 0);
    if (!ground.sandbox.status().mode().equals(trial.mode())) {
      OnDuty again = new OnDuty(ground, trial.byHand(ground));
      assertThat(again.stay().outcome()).isEqualTo(Outcome.RECOVERED);
      trial.well(ground);
    }
    return toll.deaths() > 0;
  }
}
