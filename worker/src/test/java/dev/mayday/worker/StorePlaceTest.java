package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a development server keeps its store, by its command line. */
class StorePlaceTest {
  @TempDir Path folder;

  @Test
  void aStoreInTheCheckoutOrInMemoryIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("checkout/data"));
    assertThatThrownBy(() -> place("--db-filename", "checkout/data/t.db"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("lies in " + folder + "/checkout")
        .hasMessageContaining("production/whatsapp");
    assertThatThrownBy(() -> place("--db-filename=" + folder + "/checkout/t.db"))
        .hasMessageContaining("lies in ");
    for (String owned : new String[] {"checkout/baileys_sessions", "state/copies"})
      assertThatThrownBy(() -> place("-f", owned + "/production/whatsapp/t.db"))
          .as(owned)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("lies in " + folder);
    assertThatThrownBy(() -> place())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("in memory")
        .hasMessageContaining("HINT: start it with --db-filename");
  }

  @Test
  void elsewhereItIsSaidWhoseDiskItShares() {
    assertThat(place("-f", "t.db"))
        .contains(folder + "/t.db, on the disk of production/whatsapp", "MiB free");
  }

  /** /dev/shm is another file system on every Linux; where it is not, there is nothing to see. */
  @Test
  void onAnotherDiskItIsSaidToo() {
    Path other = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(other) && apart(other));
    assertThat(place("-f", other + "/t.db")).isEqualTo(other + "/t.db, on a disk of its own");
  }

  @Test
  void whatCannotBeSeenIsSaidToBeSo() {
    EstateFile estate = Estates.with(folder, "");
    assertThat(new StorePlace("temporal.example.invalid:7233", estate, List.of("app-1")).away())
        .contains("not seen", "docs/doctor.md");
    assertThat(new StorePlace("127.0.0.1:1", estate, List.of("app-1")).away())
        .contains("not seen", "no process");
  }

  private boolean apart(Path other) {
    try {
      return !Files.getAttribute(other, "unix:dev").equals(Files.getAttribute(folder, "unix:dev"));
    } catch (IOException e) {
      return false;
    }
  }

  private String place(String... options) {
    List<String> words = new ArrayList<>(List.of("temporal", "server", "start-dev"));
    words.addAll(List.of(options));
    Listener server = new Listener(words, folder);
    return new StorePlace("127.0.0.1:7233", Estates.with(folder, ""), List.of("app-1"))
        .file(server);
  }
}
