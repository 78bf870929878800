package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.triage.Carried;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker and Temporal server are killed after every activity of an incident and of the recovery to
 * files that it begins, and everything goes on.
 */
@EnabledIfSystemProperty(named = "mayday.long", matches = "true")
class FallBackCrashIT {
  private final Halves incidents = new Halves();
  private final Halves recoveries = new Halves();

  @Test
  void whateverDiesAfterWhicheverStepTheRecoveryEndsWell(@TempDir Path temp) {
    List<List<Toll>> tolls =
        SideBySide.tell(
            List.of(() -> tolls(temp.resolve("one")), () -> tolls(temp.resolve("other"))));
    for (int story = 0; story < 2; story++)
      Crashes.everywhere(tolls.get(0).get(story), tolls.get(1).get(story));
  }

  private List<Toll> tolls(Path folder) {
    try (Ground ground = Crashes.raise(folder);
        Calamities of = new Calamities(ground, "RespondToIncident", incidents.half())) {
      Toll recovery =
          new Ordeal(ground, Trial.FALL_BACK, recoveries.half()).endure(Trial.FALL_BACK::byAlert);
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
