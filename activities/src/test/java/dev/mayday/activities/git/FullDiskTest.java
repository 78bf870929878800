package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.CheckoutState;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The disk of the checkout is filled to the last byte, before a checkout and after it. */
class FullDiskTest extends OnSmallDisk {
  @Test
  void aDiskThatIsFullInAdvanceIsSaidAndNothingIsTouched() throws IOException {
    CheckoutState was = state();
    String status = bed.git("status", "--porcelain");
    git().ready(bed.checkout(), "emergency-v1", "");
    fill();
    assertThatThrownBy(() -> git().ready(bed.checkout(), "emergency-v1", ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no room")
        .hasMessageContaining("HINT: ");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Refused.class);
    relieve();
    assertThat(state()).isEqualTo(was);
    assertThat(bed.git("status", "--porcelain")).isEqualTo(status);
  }

  @Test
  void theWayBackHasItsRoomWhenTheDiskIsFullByThen() throws IOException {
    bed.write("app.js", "a hot fix");
    CheckoutState was = state();
    toTag(1);
    assertThat(bed.read("big.txt")).isEmpty();
    fill();
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(bed.read("big.txt")).contains(BIG);
    assertThat(bed.read("app.js")).contains("a hot fix");
  }

  /** Git was told nothing of it, and nobody has the room to keep it. */
  @Test
  void aFileThatFillsTheDiskInTheTreeItselfStaysWhereItLies() throws IOException {
    bed.write("app.js", "a hot fix");
    bed.write("notes.txt", "somebody's");
    CheckoutState was = state();
    toTag(1);
    bed.write("small [1].txt", "came since");
    Path dump = bed.tree.resolve("core dump");
    fill(dump);
    long size = Files.size(dump);
    putBack(was, 2);
    assertThat(dump).hasSize(size);
    assertThat(bed.git("status", "--porcelain").lines().map(String::strip))
        .containsExactlyInAnyOrder("M app.js", "?? \"core dump\"", "?? notes.txt");
    assertThat(bed.read("app.js")).contains("a hot fix");
    assertThat(bed.read("big.txt")).contains(BIG);
    assertThat(bed.git("show", "refs/mayday/run-1.after-1:small [1].txt")).contains("came since");
    Files.delete(dump);
    assertThat(state()).isEqualTo(was);
  }

  /** A checkout that broke in the middle has brought files, and git has their content. */
  @Test
  void whatATornCheckoutBroughtDoesNotStay() throws IOException {
    CheckoutState was = state();
    toTag(1);
    bed.git("symbolic-ref", "HEAD", "refs/heads/main");
    bed.git("read-tree", "main");
    fill();
    assertThat(putBack(was, 2)).isEmpty();
    assertThat(state()).isEqualTo(was);
    assertThat(bed.read("tag.js")).isEmpty();
  }

  /** Kept once, and written again on the way back. */
  @Test
  void roomForHalfOfALocalChangeIsNotEnough() throws IOException {
    Files.write(bed.tree.resolve("upload"), noise(2_600_000));
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Refused.class).hasMessageContaining("no room");
    assertThat(bed.git("for-each-ref", "refs/mayday")).isEmpty();
  }

  /** Negative control: with room for it, the same file is kept and goes. */
  @Test
  void whatCameSinceIsKeptWhereThereIsRoom() throws IOException {
    CheckoutState was = state();
    toTag(1);
    bed.write("core dump", BIG);
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(bed.git("show", "refs/mayday/run-1.after-1:core dump")).contains(BIG);
  }

  /** They are kept before the checkout: that the disk is too small for them is said before. */
  @Test
  void localChangesThatHaveNoRoomToBeKeptAreSaidBeforeAnythingIsTouched() throws IOException {
    Files.write(bed.tree.resolve("upload"), new byte[5 << 20]);
    assertThatThrownBy(() -> git().ready(bed.checkout(), "emergency-v1", ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no room");
    Files.write(bed.tree.resolve("upload"), new byte[1 << 20]);
    git().ready(bed.checkout(), "emergency-v1", "");
  }

  /** Negative control: the room is what makes the difference. */
  @Test
  void withoutItsRoomTheWayBackFails() throws IOException {
    CheckoutState was = state();
    toTag(1);
    Files.delete(bed.tree.resolve(".git/mayday-room"));
    fill();
    assertThatThrownBy(() -> putBack(was, 2))
        .hasMessageContaining("HINT: ")
        .hasMessageContaining("git checkout -f main")
        .hasMessageContaining("git restore --source=refs/mayday/run-1 --worktree .");
    relieve();
    putBack(was, 3);
    assertThat(bed.read("big.txt")).contains(BIG);
  }
}
