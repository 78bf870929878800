package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker is killed after every activity of the warm copy and of the return to the database,
 * neighbours and all, the Temporal server in another sandbox after each kind. A fallback between
 * them shows that the copy is whole; its host reboots at places of its own.
 */
class ReturnCrashIT {
  @Test
  void whateverDiesAfterWhicheverStepTheReturnEndsWell(@TempDir Path temp) {
    Crashes.suffer(temp, ReturnCrashIT::tolls);
  }

  private static List<Toll> tolls(Path folder, Every plan) {
    try (Ground ground = Crashes.raiseForMany(folder)) {
      Toll copy = new CopyOrdeal(ground, plan).endure();
      fallBack(ground, plan);
      Lodgers lodgers = Lodgers.in(ground); // now: no boot of the host would bring them back
      Toll back = new Ordeal(ground, Trial.RETURN, plan).endure(Trial.RETURN::byHand);
      lodgers.beganOnceMore("false", "true");
      Search.findsNothing(ground);
      return List.of(copy, back);
    }
  }

  /**
   * Wherever the service is to run the host may reboot, three times in one run, the last time
   * between the proof that it is connected and the test message; where it is to stand still all is
   * put back, and the next one goes through in peace.
   */
  private static void fallBack(Ground ground, Every plan) {
    if (!plan.killsWorkers()) {
      Set<String> places = Set.of("Pm2Stop", "Pm2Steady", "Pm2Log");
      Toll toll = Reboots.before(ground, Trial.FALL_BACK, places).endure();
      assertThat(toll.activities()).isEqualTo(places);
      return;
    }
    Toll toll = Reboots.before(ground, Trial.FALL_BACK, Set.of("GitCheckout")).endure();
    assertThat(toll.activities()).containsExactly("GitCheckout");
    OnDuty onDuty = new OnDuty(ground, Trial.FALL_BACK.byHand(ground));
    assertThat(onDuty.stay().outcome()).isEqualTo(Outcome.RECOVERED);
  }
}
