package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form: one recovery for each activity after which the worker dies, with Mayday's own
 * figures. {@code -Dmayday.from=K -Dmayday.to=K} play a part of them.
 */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class CrashPerRunIT {
  private static final int FROM = Integer.getInteger("mayday.from", 1);
  private static final int TO = Integer.getInteger("mayday.to", Integer.MAX_VALUE);
  private static final int SANDBOXES = 3;
  private final Map<Trial, Integer> activities = new EnumMap<>(Trial.class);

  @Test
  void theWorkerDiesOnceInARun(@TempDir Path temp) {
    SideBySide.tell(
        IntStream.range(0, SANDBOXES)
            .<Supplier<Boolean>>mapToObj(one -> () -> story(temp.resolve("box" + one), FROM + one))
            .toList());
  }

  private boolean story(Path folder, int from) {
    try (Ground ground = Crashes.raise(folder)) {
      for (int k = from; k <= TO && (k == from || k <= most()); k += SANDBOXES)
        for (Trial trial : List.of(Trial.values())) System.out.println(dead(ground, trial, k));
      Search.findsNothing(ground);
    }
    return true;
  }

  /** How many activities the longest of them has; before the first run nobody knows. */
  private synchronized int most() {
    return activities.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private Toll dead(Ground ground, Trial trial, int k) {
    Toll toll =
        new Ordeal(
                ground,
                trial,
                (where, key) -> where.position() == k ? Calamity.WORKER : Calamity.NOTHING)
            .endure(trial::byHand);
    int all = toll.struck().size();
    assertThat(toll.deaths())
        .as("deaths at %d of %d: %s", k, all, toll)
        .isEqualTo(k <= all ? 1 : 0);
    note(trial, all);
    return toll;
  }

  private synchronized void note(Trial trial, int struck) {
    activities.merge(trial, struck, Math::max);
  }
}
