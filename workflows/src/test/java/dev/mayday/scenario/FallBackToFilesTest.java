package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FallBackToFilesTest {
  @Test
  void theServiceGoesOnWithFiles() {
    World world = new World();
    try (Stage stage = new Stage(world).answer("yes")) {
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(world.halfHealed()).isFalse();
      assertThat(world.mode).isEqualTo("false");
      assertThat(world.sent).hasSize(1);
    }
  }
}
