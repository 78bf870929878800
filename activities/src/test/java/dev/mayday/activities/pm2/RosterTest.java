package dev.mayday.activities.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons are found and asked; none is started. */
class RosterTest {
  @TempDir Path folder;

  @Test
  void aDaemonTellsWhatItRunsAndOneThatIsAwayIsNotStarted() throws IOException {
    try (Pm2Bed bed = new Pm2Bed(folder)) {
      assertThat(of(bed)).isEmpty();
      assertThat(bed.home).as("no daemon").doesNotExist();
      bed.pm2(Map.of(), "start", "app.js", "--name", "desk", "--kill-timeout", "4000");
      Roster roster = of(bed).get(0);
      assertThat(roster.pid()).isEqualTo(bed.daemon());
      assertThat(roster.version()).matches("[0-9.]+");
      assertThat(roster.trouble()).isEmpty();
      assertThat(roster.user()).isEqualTo(System.getProperty("user.name"));
      Roster.Listed listed = roster.entries().get(0);
      assertThat(listed.name()).isEqualTo("desk");
      assertThat(listed.folder()).isEqualTo(folder.toString());
      assertThat(listed.script()).isEqualTo(folder.resolve("app.js").toString());
      assertThat(listed.killTimeout()).hasMillis(4000);
      assertThat(listed.out()).startsWith(bed.home.toString());
      assertThat(listed.pid()).isPositive();
    }
  }

  private static List<Roster> of(Pm2Bed bed) {
    return Roster.all().stream().filter(one -> one.home().equals(bed.home.toString())).toList();
  }
}
