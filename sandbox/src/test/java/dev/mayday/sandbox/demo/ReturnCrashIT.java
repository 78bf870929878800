package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker and Temporal server are killed after every activity of the warm copy and of the return to
 * the database. A fallback in peace between them shows that the copy is whole.
 */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class ReturnCrashIT {
  private final Halves recoveries = new Halves();

  @Test
  void whateverDiesAfterWhicheverStepTheReturnEndsWell(@TempDir Path temp) {
    List<List<Toll>> tolls =
        SideBySide.tell(
            List.of(
                () -> tolls(temp.resolve("one"), Calamity.WORKER),
                () -> tolls(temp.resolve("other"), Calamity.SERVER)));
    for (int story = 0; story < 2; story++)
      Crashes.everywhere(tolls.get(0).get(story), tolls.get(1).get(story));
  }

  private List<Toll> tolls(Path folder, Calamity copies) {
    try (Ground ground = Crashes.raise(folder)) {
      Toll copy = new CopyOrdeal(ground, copies).endure();
      OnDuty onDuty = new OnDuty(ground, Trial.FALL_BACK.byHand(ground));
      assertThat(onDuty.stay().outcome()).isEqualTo(Outcome.RECOVERED);
      return List.of(
          copy, new Ordeal(ground, Trial.RETURN, recoveries.half()).endure(Trial.RETURN::byHand));
    }
  }
}
