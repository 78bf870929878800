package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker is killed after every activity of the warm copy and of the return to the database, the
 * Temporal server in another sandbox after each kind. A fallback in peace between them shows that
 * the copy is whole.
 */
class ReturnCrashIT {
  @Test
  void whateverDiesAfterWhicheverStepTheReturnEndsWell(@TempDir Path temp) {
    Crashes.suffer(temp, ReturnCrashIT::tolls);
  }

  private static List<Toll> tolls(Path folder, Every plan) {
    try (Ground ground = Crashes.raiseForMany(folder)) {
      Toll copy = new CopyOrdeal(ground, plan).endure();
      OnDuty onDuty = new OnDuty(ground, Trial.FALL_BACK.byHand(ground));
      assertThat(onDuty.stay().outcome()).isEqualTo(Outcome.RECOVERED);
      Toll back = new Ordeal(ground, Trial.RETURN, plan).endure(Trial.RETURN::byHand);
      Search.findsNothing(ground);
      return List.of(copy, back);
    }
  }
}
