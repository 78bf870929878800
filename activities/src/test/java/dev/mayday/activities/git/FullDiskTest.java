package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.fence.Fences;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the checkout is filled to the last byte, before a checkout and after it. */
class FullDiskTest {
  private static final String BIG = "x".repeat(300_000);

  @TempDir Path folder;

  private Path disk;
  private GitBed bed;

  @BeforeEach
  void aCloneOnASmallDisk() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()};
    Output mounted = Commands.run(Command.of(mount));
    Assumptions.assumeTrue(
        mounted.ok(), () -> "the kernel lets root alone mount a small disk: " + mounted.err());
    bed = new GitBed(disk);
    bed.write("big.txt", BIG);
    bed.commit("a file that the tag does not have");
  }

  @AfterEach
  void unmount() {
    Commands.run(Command.of("umount", disk.toString()));
  }

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
    assertThatThrownBy(() -> putBack(was, 2)).hasMessageContaining("HINT: ");
    relieve();
    putBack(was, 3);
    assertThat(bed.read("big.txt")).contains(BIG);
  }

  private void fill() throws IOException {
    fill(disk.resolve("ballast"));
  }

  private void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    Random random = new Random(4711); // nothing that could be kept in less room
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        random.nextBytes(block);
        out.write(block);
      }
    } catch (IOException full) {
      if (disk.toFile().getUsableSpace() >= block.length) throw full;
    }
  }

  private void relieve() throws IOException {
    Files.delete(disk.resolve("ballast"));
  }

  private CheckoutState state() {
    return git().state(bed.checkout());
  }

  private void toTag(int epoch) {
    String tag = git().resolve(bed.checkout(), "emergency-v1");
    git().checkout(bed.checkout(), tag, "", "run-1", fence(epoch));
  }

  private void putBack(CheckoutState was, int epoch) {
    git().putBack(bed.checkout(), was, "run-1", fence(epoch));
  }

  private Git git() {
    return new GitAdapter(new Fences(folder.resolve("fences")));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}
