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
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be lost, and who must not be run over. */
class GitHazardTest {
  private static final String SECRET = "a private key";
  private static final List<String> THEIRS =
      List.of(
          "baileys_sessions/company_11/creds.json",
          "baileys_sessions.mayday-run-1/company_11/creds.json",
          "baileys_sessions.mayday-run-1.book/manifest.json",
          "baileys_sessions.mayday-run-0.was/company_11/creds.json",
          ".env",
          ".env.mayday-next");

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
  void aPasswordInARemoteIsNotRepeated() {
    Command git =
        Command.of("git", "checkout", "https://deploy:hush-hush@git.invalid/app.git").in(bed.tree);
    assertThatThrownBy(() -> Repo.succeed(git))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("https://***@git.invalid/app.git")
        .hasMessageNotContaining("hush");
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
    bed.merging();
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
    Repo repo = Repo.of("git", checkout());
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
    Checkout wrong = new Checkout(inside.toString(), "main", "emergency-v1", List.of());
    assertThatThrownBy(() -> git().state(wrong)).isInstanceOf(Refused.class);
    Checkout none =
        new Checkout(folder.resolve("none").toString(), "main", "emergency-v1", List.of());
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

  @Test
  void aUsualIgnoreFileThatNamesOnlyTheSessionsFolderIsEnough() {
    bed.write(".gitignore", "*.log\nbaileys_sessions/\n");
    bed.commit("a usual .gitignore");
    theirs();
    bed.write("new.js", "hot fix");
    CheckoutState was = state();
    assertThat(was.changed()).isEqualTo(1);
    toTag(1);
    assertTheirsAreThere();
    putBack(was, 2);
    assertTheirsAreThere();
    assertThat(bed.read("new.js")).contains("hot fix");
  }

  @Test
  void withoutAnIgnoreFileItIsTheSame() throws IOException {
    Files.delete(bed.tree.resolve(".gitignore"));
    bed.commit("no .gitignore");
    theirs();
    bed.write("new.js", "hot fix");
    CheckoutState was = state();
    toTag(1);
    assertTheirsAreThere();
    assertThat(bed.git("show", "refs/mayday/run-1:new.js")).isEqualTo("hot fix");
    putBack(was, 2);
    assertTheirsAreThere();
    assertThat(state()).isEqualTo(was);
  }

  @Test
  void anIgnoreFileThatWantsThemInGitIsRefused() {
    bed.write(".gitignore", "*.log\n!*.mayday-*\n");
    theirs();
    assertThatThrownBy(() -> toTag(1))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining(".mayday-")
        .hasMessageContaining("!");
    assertTheirsAreThere();
    assertThat(state().branch()).isEqualTo("main");
  }

  @Test
  void aSessionsFolderBehindALinkIsLeftAlone() throws IOException {
    bed.write("storage/sessions one/creds.json", SECRET);
    Files.createSymbolicLink(bed.tree.resolve("baileys_sessions"), Path.of("storage/sessions one"));
    toTag(1);
    assertThat(bed.read("baileys_sessions/creds.json")).contains(SECRET);
    assertThat(bed.knows(SECRET)).isFalse();
  }

  @Test
  void gitsOwnSmallFilesInTheSessionsFolderMayBeTracked() {
    bed.write("baileys_sessions/.gitkeep", "");
    bed.commit("a folder to be there");
    theirs();
    git().ready(checkout(), tag(), "");
    toTag(1);
    assertTheirsAreThere();
  }

  @Test
  void settingsThatOnlyTheLastCommitTracksAreNotBroughtBack() {
    bed.write(".env", "SECRET=old");
    bed.commit("a mistake");
    bed.git("rm", "-q", "--cached", ".env");
    bed.write(".env", "SECRET=new");
    assertThatThrownBy(() -> git().ready(checkout(), tag(), "")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Refused.class).hasMessageContaining(".env");
    assertThat(bed.read(".env")).contains("SECRET=new");
  }

  @Test
  void aLiveLockANestedRepositoryAndAMissingObjectAreSaidInAdvance() throws IOException {
    bed.write(".git/index.lock", "");
    Process live =
        new ProcessBuilder("git", "cat-file", "--batch").directory(bed.tree.toFile()).start();
    try {
      notReady(Unsafe.class, String.valueOf(live.pid()));
    } finally {
      live.destroyForcibly().onExit().join();
    }
    bed.write("inside/.git/HEAD", "ref: refs/heads/main\n");
    bed.write("inside/.git/objects/x", "");
    bed.write("inside/.git/refs/x", "");
    notReady(Unsafe.class, "another git repository");
    Commands.run(Command.of("rm", "-r", bed.tree.resolve("inside").toString()));
    git().ready(checkout(), tag(), "");
    String blob = bed.git("rev-parse", "emergency-v1:tag.js");
    Files.delete(
        bed.tree.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
    notReady(Refused.class, "missing");
  }

  @Test
  void aMissingRightIsSaidInAdvance() throws IOException {
    Commands.run(Command.of("chmod", "755", folder.toString()));
    if (root()) Commands.run(Command.of("chown", "-R", "nobody", bed.tree.toString()));
    git().ready(checkout(), tag(), "");
    Path objects = bed.tree.resolve(".git/objects");
    forbid(objects, "r-xr-xr-x");
    notReady(Refused.class, "objects cannot be written");
    forbid(objects, "rwxr-xr-x");
    bed.write("mine.txt", "x");
    forbid(bed.tree.resolve("mine.txt"), "-wx------");
    notReady(Refused.class, "mine.txt cannot be read");
    Files.delete(bed.tree.resolve("mine.txt"));
    forbid(bed.tree, "r-xr-xr-x");
    notReady(Refused.class, "cannot be written");
    forbid(bed.tree, "rwxr-xr-x");
  }

  private static void forbid(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static boolean root() throws IOException {
    return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
  }

  private void notReady(Class<? extends RuntimeException> failure, String word) {
    CheckoutState was = state();
    assertThatThrownBy(() -> git().ready(checkout(), tag(), ""))
        .isInstanceOf(failure)
        .hasMessageContaining(word)
        .hasMessageContaining("HINT: ");
    assertThat(state()).isEqualTo(was);
  }

  /** Sessions in place, and what Mayday makes beside them, all with one private key. */
  private void theirs() {
    for (String path : THEIRS) bed.write(path, SECRET);
  }

  private void assertTheirsAreThere() {
    for (String path : THEIRS) assertThat(bed.read(path)).as(path).contains(SECRET);
    assertThat(bed.knows(SECRET)).isFalse();
    assertThat(bed.git("rev-list", "--all", "--objects"))
        .doesNotContain("creds.json")
        .doesNotContain(".env");
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
