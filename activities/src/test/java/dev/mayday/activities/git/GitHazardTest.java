package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be lost, and who must not be run over. */
class GitHazardTest {
  @TempDir Path folder;

  private GitBed bed;

  @BeforeEach
  void aCloneWithATag() throws IOException {
    bed = new GitBed(folder);
  }

  @Test
  void anIgnoredFileThatTheTagHasIsNotOverwritten() {
    bed.write(".gitignore", "*.log\ntag.js\n");
    bed.write("tag.js", "mine");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class).hasMessageContaining("tag.js");
    assertThat(bed.read("tag.js")).contains("mine");
    assertThat(state().branch()).isEqualTo("main");
  }

  @Test
  void aFolderOfIgnoredFilesWhereTheTagHasAFileIsNotRemoved() {
    bed.write("tag.js/precious.log", "mine");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class);
    assertThat(bed.read("tag.js/precious.log")).contains("mine");
  }

  @Test
  void aLockOfALiveGitIsRespected() throws IOException {
    bed.write(".git/index.lock", "");
    Process live =
        new ProcessBuilder("git", "cat-file", "--batch").directory(bed.tree.toFile()).start();
    try {
      assertThatThrownBy(() -> toTag(1))
          .isInstanceOf(Unsafe.class)
          .hasMessageContaining(String.valueOf(live.pid()));
      assertThat(bed.read(".git/index.lock")).isPresent();
    } finally {
      live.destroyForcibly().onExit().join();
    }
    toTag(1);
    assertThat(state().torn()).isEmpty();
  }

  @Test
  void aPersonsUnfinishedMergeIsNotTouched() {
    bed.git("checkout", "-q", "-b", "other", "HEAD~1");
    bed.write("app.js", "other");
    bed.commit("other");
    bed.git("checkout", "-q", "main");
    assertThat(bed.raw("merge", "other").ok()).isFalse();
    assertThat(state().torn()).contains("MERGE_HEAD");
    assertThatThrownBy(() -> toTag(1))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("MERGE_HEAD");
    assertThat(bed.git("diff", "--name-only", "--diff-filter=U")).isEqualTo("app.js");
  }

  @Test
  void hooksAndFiltersDoNotRun() throws IOException {
    bed.write(".git/hooks/post-checkout", "#!/bin/sh\ntouch hooked\n");
    Files.setPosixFilePermissions(
        bed.tree.resolve(".git/hooks/post-checkout"), PosixFilePermissions.fromString("rwxr-xr-x"));
    toTag(1);
    assertThat(bed.read("hooked")).isEmpty();
    bed.git("checkout", "-q", "main");
    assertThat(bed.read("hooked")).as("the hook does run otherwise").isPresent();
  }

  @Test
  void aBranchThatIsElsewhereIsNotMoved() {
    assertThatThrownBy(() -> git().checkout(checkout(), tag(), "main", "run-1", fence(1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("main");
  }

  @Test
  void aBranchThatMovedOnIsNotPutBack() {
    CheckoutState was = state();
    toTag(1);
    bed.git("branch", "-f", "main", "emergency-v1");
    assertThatThrownBy(() -> putBack(was, 2)).isInstanceOf(Unsafe.class);
  }

  @Test
  void theProofSeesAChangedByteThatTheTimeStampHides() throws IOException {
    Path file = bed.tree.resolve("app.js");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    bed.git("update-index", "--refresh");
    Repo repo = Repo.of(checkout());
    assertThat(new Proof(repo).missing(main(), "main")).isEmpty();
    Files.writeString(file, "dAtabase");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    assertThat(new Proof(repo).missing(main(), "main")).isPresent();
    bed.write("app.js", "database");
    bed.write("left.js", "");
    assertThat(new Proof(repo).missing(main(), "main")).contains("left.js is left over");
    assertThat(new Proof(repo).missing(main(), "")).isPresent();
    assertThat(new Proof(repo).missing(tag(), "main")).isPresent();
  }

  @Test
  void aFolderInsideAnotherRepositoryIsRefused() throws IOException {
    Path inside = Files.createDirectory(bed.tree.resolve("inside"));
    Checkout wrong = new Checkout(inside.toString(), "main", "emergency-v1");
    assertThatThrownBy(() -> git().state(wrong)).isInstanceOf(Refused.class);
    Checkout none = new Checkout(folder.resolve("none").toString(), "main", "emergency-v1");
    assertThatThrownBy(() -> git().state(none)).isInstanceOf(Refused.class);
  }

  @Test
  void aRepositoryInsideIsNotKeptAsAMereNumber() throws IOException {
    Path inside = Files.createDirectory(bed.tree.resolve("inside"));
    Command git = Command.of("git", "-c", "user.name=a", "-c", "user.email=a@b").in(inside);
    Commands.run(git.and("init", "-q"));
    Commands.run(git.and("commit", "-q", "--allow-empty", "-m", "x"));
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class);
    assertThat(state().branch()).isEqualTo("main");
  }

  private Git git() {
    return new GitAdapter(new Fences(folder.resolve("fences")));
  }

  private Checkout checkout() {
    return bed.checkout();
  }

  private CheckoutState state() {
    return git().state(checkout());
  }

  private String main() {
    return git().resolve(checkout(), "main");
  }

  private String tag() {
    return git().resolve(checkout(), "emergency-v1");
  }

  private void toTag(int epoch) {
    git().checkout(checkout(), tag(), "", "run-1", fence(epoch));
  }

  private void putBack(CheckoutState was, int epoch) {
    git().putBack(checkout(), was, "run-1", fence(epoch));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}
