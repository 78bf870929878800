package dev.mayday.sandbox.demo;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The long form: one recovery for each activity after which the worker dies. */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class CrashPerRunIT {
  private final Map<Trial, Integer> activities = new EnumMap<>(Trial.class);

  @Test
  void theWorkerDiesOnceInARun(@TempDir Path temp) {
    try (Ground ground = Crashes.raise(temp.resolve("box"))) {
      for (int k = 1; k <= most(); k++)
        for (Trial trial : Trial.values()) System.out.println(dead(ground, trial, k));
    }
  }

  /** How many activities the longest of them has; before the first run nobody knows. */
  private int most() {
    return activities.values().stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  private Toll dead(Ground ground, Trial trial, int k) {
    Toll toll =
        new Ordeal(
                ground,
                trial,
                (where, key) -> where.position() == k ? Calamity.WORKER : Calamity.NOTHING)
            .endure(trial::byHand);
    activities.merge(trial, toll.struck().size(), Math::max);
    return toll;
  }
}
