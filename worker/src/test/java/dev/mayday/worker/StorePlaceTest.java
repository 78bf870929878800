package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a development server keeps its store, by its command line. */
class StorePlaceTest {
  @TempDir Path folder;

  @Test
  void aStoreInTheCheckoutOrInMemoryIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("checkout/data"));
    assertThatThrownBy(() -> judged("--db-filename", "checkout/data/t.db"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("lies in " + folder + "/checkout")
        .hasMessageContaining("production/whatsapp");
    assertThatThrownBy(() -> judged("--db-filename=" + folder + "/checkout/t.db"))
        .hasMessageContaining("lies in ");
    for (String owned : new String[] {"checkout/baileys_sessions", "state/copies"})
      assertThatThrownBy(() -> judged("-f", owned + "/production/whatsapp/t.db"))
          .as(owned)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("lies in " + folder);
    assertThatThrownBy(() -> judged())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("in memory")
        .hasMessageContaining("HINT: start it with --db-filename");
  }

  @Test
  void elsewhereItIsSaidWhoseDiskItShares() {
    assertThat(judged("-f", "t.db"))
        .contains(folder + "/t.db, on the disk of production/whatsapp", "MiB free");
  }

  /** As of the unit's own user: what cannot be entered says nothing of the room on its disk. */
  @Test
  void behindAClosedFolderTheNearestOneAboveIsMeasured() throws IOException {
    assertThat(judged("-f", folder + "/unseen/store/t.db")).contains("MiB free");
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.createDirectory(closed.resolve("store"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assertThat(judged("-f", closed + "/store/t.db")).contains("MiB free");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void ofAServerOfAnotherUserAnAbsolutePathIsJudged() {
    List<String> words = List.of("temporal", "server", "start-dev", "-f");
    assertThatThrownBy(() -> place().file(unseen(words, folder + "/checkout/t.db")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("lies in " + folder + "/checkout");
    assertThat(place().file(unseen(words, folder + "/t.db"))).contains("MiB free");
    assertThat(place().file(unseen(words, "t.db")))
        .startsWith("not seen: --db-filename t.db begins in a folder that cannot be seen");
  }

  /** /dev/shm is another file system on every Linux; where it is not, there is nothing to see. */
  @Test
  void onAnotherDiskItIsSaidToo() {
    Path other = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(other) && apart(other),
        "this kernel has " + other + " on no file system of its own");
    assertThat(judged("-f", other + "/t.db")).isEqualTo(other + "/t.db, on a disk of its own");
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

  private String judged(String... options) {
    List<String> words = new ArrayList<>(List.of("temporal", "server", "start-dev"));
    words.addAll(List.of(options));
    return place().file(new Listener(words, folder));
  }

  private StorePlace place() {
    return new StorePlace("127.0.0.1:7233", Estates.with(folder, ""), List.of("app-1"));
  }

  private static Listener unseen(List<String> words, String store) {
    List<String> all = new ArrayList<>(words);
    all.add(store);
    return new Listener(all, Optional.empty());
  }
}
