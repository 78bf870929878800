package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.system.CheckoutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The disk of the checkout is filled by a file that git tracks, or that was a local change before:
 * it is in the way back, and nobody has the room to keep it.
 */
class OutsideTest extends OnSmallDisk {
  /** Git tracks it at the emergency's code alone: main must not find it there. */
  @Test
  void aFileOfTheTagThatFillsTheDiskIsRenamedOutOfTheWay() throws IOException {
    assertOutside("tag.js", "the tag's own file");
  }

  /** The way back must write it anew, as it is on main. */
  @Test
  void aFileOfBothThatFillsTheDiskIsRenamedOutOfTheWay() throws IOException {
    assertOutside("shared.js", "a file that is the same on main");
  }

  @Test
  void aFileThatTheTagChangesIsRenamedOutOfTheWay() throws IOException {
    assertOutside("app.js", "a file that main has in other words");
  }

  /** It was kept before the checkout, and somebody goes on writing to it. */
  @Test
  void aLocalChangeThatFillsTheDiskLaterIsRenamedOutOfTheWay() throws IOException {
    bed.write("logs of mine/today.txt", "since the morning");
    assertOutside("logs of mine/today.txt", "a local change of before");
  }

  /** The file is a megabyte: no room is taken for that, unless it is to be had. */
  @Test
  void aLargeFileOfBothThatFillsTheDiskIsRenamedOutOfTheWay() throws IOException {
    bed.git("checkout", "-q", "emergency-v1");
    bed.write("large.txt", noise(1 << 20));
    bed.commit("at the tag");
    bed.git("tag", "-f", "emergency-v1");
    bed.git("checkout", "-q", "main");
    bed.git("checkout", "emergency-v1", "large.txt");
    bed.commit("and on main");
    assertOutside("large.txt", "a large file that is the same on main");
  }

  private void assertOutside(String file, String what) throws IOException {
    bed.write("app.js", "a hot fix");
    Map<String, String> before = tree();
    CheckoutState was = state();
    toTag(1);
    Path filled = bed.tree.resolve(file);
    Files.createDirectories(filled.getParent());
    fill(filled);
    byte[] written = Files.readAllBytes(filled);
    assertThat(putBack(was, 2)).as(what).contains(".mayday-run-1-1/").contains("renamed");
    assertThat(state()).as(what).isEqualTo(was);
    Path outside = bed.tree.resolve(".mayday-run-1-1").resolve(file);
    assertThat(Files.readAllBytes(outside)).as("nothing of it is lost").isEqualTo(written);
    assertThat(putBack(was, 2)).as("said again").contains(".mayday-run-1-1/");
    Files.delete(outside);
    assertThat(tree()).as(what).isEqualTo(before);
  }
}
