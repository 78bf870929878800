package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.triage.Carried;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker is killed after every activity of an incident and of the recovery to files that it
 * begins, neighbours and all, the Temporal server in another sandbox after each kind; everything
 * goes on.
 */
class FallBackCrashIT {
  @Test
  void whateverDiesAfterWhicheverStepTheRecoveryEndsWell(@TempDir Path temp) {
    Crashes.suffer(temp, FallBackCrashIT::tolls);
  }

  private static List<Toll> tolls(Path folder, Every plan) {
    try (Ground ground = Crashes.raiseForMany(folder)) {
      Lodgers lodgers = Lodgers.in(ground);
      List<Toll> tolls = endured(ground, plan);
      lodgers.beganOnceMore("true", "false");
      Search.findsNothing(ground);
      return tolls;
    }
  }

  private static List<Toll> endured(Ground ground, Every plan) {
    try (Calamities of = new Calamities(ground, "RespondToIncident", plan)) {
      Toll recovery = new Ordeal(ground, Trial.FALL_BACK, plan).endure(Trial.FALL_BACK::byAlert);
      Carried incident = ground.incident("it knows the end", seen -> seen.recovery().isEmpty());
      assertThat(incident.notes())
          .filteredOn(note -> note.contains("FallBackToFiles runs"))
          .hasSize(1);
      Until.holds("the recovery is listed", () -> !recoveries(ground).isEmpty());
      assertThat(recoveries(ground)).hasSize(1);
      return List.of(new Toll("RespondToIncident", of.struck(), ground.sabotage.done()), recovery);
    }
  }

  private static List<String> recoveries(Ground ground) {
    return Histories.of(ground.scene.client()).runsOf("FallBackToFiles");
  }
}
