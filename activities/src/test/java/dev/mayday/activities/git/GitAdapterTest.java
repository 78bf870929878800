package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.GitContract;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitAdapterTest extends GitContract {
  @TempDir Path folder;

  private Path tree;

  @BeforeEach
  void aCloneWithATag() throws IOException {
    tree = Files.createDirectory(folder.resolve("clone"));
    git("init", "-q", "-b", "main");
    git("config", "user.name", "A Person");
    git("config", "user.email", "person@localhost");
    write(".gitignore", "*.log\n");
    write("app.js", "files");
    write("shared.js", "shared");
    write("tag.js", "only at the tag");
    commit("on files");
    git("tag", "emergency-v1");
    write("app.js", "database");
    remove("tag.js");
    commit("on the database");
  }

  @Override
  protected Git git() {
    return new GitAdapter(new Fences(folder.resolve("fences")));
  }

  @Override
  protected Checkout checkout() {
    return new Checkout(tree.toString(), "main", "emergency-v1");
  }

  @Override
  protected void write(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void remove(String path) {
    try {
      Files.delete(tree.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Optional<String> read(String path) {
    try {
      Path file = tree.resolve(path);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void tear() {
    write(".git/index.lock", "half an index");
    write("app.js", "fil");
  }

  @Test
  void whatWasStagedIsStagedAgain() {
    write("app.js", "staged");
    git("add", "app.js");
    write("app.js", "and more");
    write("new.js", "new");
    git("add", "new.js");
    String before = git("status", "--porcelain");
    CheckoutState was = state();
    toTag(1);
    putBack(was, 2);
    assertThat(git("status", "--porcelain")).isEqualTo(before);
    assertThat(git("show", ":app.js")).isEqualTo("staged");
    assertThat(read("app.js")).contains("and more");
  }

  @Test
  void everyByteModeAndLinkComesBack() throws IOException {
    byte[] bytes = {'a', '\r', '\n', 0, (byte) 0xff, '\n'};
    write(".gitattributes", "* text=auto eol=lf\n");
    commit("line ends");
    write("mixed.bin", bytes);
    write("dos.txt", "a\r\nb\r\n");
    write("with \"odd\" ü name\n.txt", "odd");
    write("secret.key", "x");
    Files.setPosixFilePermissions(
        tree.resolve("secret.key"), PosixFilePermissions.fromString("rw-------"));
    write("run.sh", "x");
    Files.setPosixFilePermissions(
        tree.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
    CheckoutState was = state();
    toTag(1);
    assertThat(state().changed()).isZero();
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(tree.resolve("mixed.bin")).hasBinaryContent(bytes);
    assertThat(read("dos.txt")).contains("a\r\nb\r\n");
    assertThat(read("with \"odd\" ü name\n.txt")).contains("odd");
    assertThat(mode("secret.key")).isEqualTo("rw-------");
    assertThat(mode("run.sh")).isEqualTo("rwxr-xr-x");
    assertThat(Files.readSymbolicLink(tree.resolve("link"))).isEqualTo(Path.of("nowhere"));
  }

  @Test
  void anIgnoredFileThatTheTagHasIsNotOverwritten() {
    write(".gitignore", "*.log\ntag.js\n");
    write("tag.js", "mine");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class).hasMessageContaining("tag.js");
    assertThat(read("tag.js")).contains("mine");
    assertThat(state().branch()).isEqualTo("main");
  }

  @Test
  void aFolderOfIgnoredFilesWhereTheTagHasAFileIsNotRemoved() {
    write("tag.js/precious.log", "mine");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class);
    assertThat(read("tag.js/precious.log")).contains("mine");
  }

  @Test
  void aLockOfALiveGitIsRespected() throws IOException {
    write(".git/index.lock", "");
    Process live =
        new ProcessBuilder("git", "cat-file", "--batch").directory(tree.toFile()).start();
    try {
      assertThatThrownBy(() -> toTag(1))
          .isInstanceOf(Unsafe.class)
          .hasMessageContaining(String.valueOf(live.pid()));
      assertThat(read(".git/index.lock")).isPresent();
    } finally {
      live.destroyForcibly().onExit().join();
    }
    toTag(1);
    assertThat(state().torn()).isEmpty();
  }

  @Test
  void aPersonsUnfinishedMergeIsNotTouched() {
    git("checkout", "-q", "-b", "other", "HEAD~1");
    write("app.js", "other");
    commit("other");
    git("checkout", "-q", "main");
    assertThat(raw("merge", "other").ok()).isFalse();
    assertThat(state().torn()).contains("MERGE_HEAD");
    assertThatThrownBy(() -> toTag(1))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("MERGE_HEAD");
    assertThat(git("diff", "--name-only", "--diff-filter=U")).isEqualTo("app.js");
  }

  @Test
  void whatWasChangedAtTheTagIsKeptWhenItIsPutBack() {
    CheckoutState was = state();
    toTag(1);
    write("app.js", "changed at the tag");
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(git("show", "refs/mayday/run-1.after-1:app.js")).isEqualTo("changed at the tag");
  }

  @Test
  void whatATornCheckoutLeftIsKeptBeforeItIsFinished() {
    toTag(1);
    write("app.js", "who knows who wrote this");
    toTag(1);
    assertThat(read("app.js")).contains("files");
    assertThat(git("show", "refs/mayday/run-1.torn-1:app.js"))
        .isEqualTo("who knows who wrote this");
  }

  @Test
  void aKilledAttemptBeforeTheCheckoutIsGoneOnWith() {
    write("new.js", "new");
    CheckoutState was = state();
    toTag(1);
    // the state right after the tree was kept: all back, only the ref is there
    String kept = git("rev-parse", "refs/mayday/run-1");
    putBack(was, 2);
    git("update-ref", "refs/mayday/run-1", kept);
    git().checkout(checkout(), tag(), "", "run-1", new Fence("test/whatsapp", "run-1", 1, 1, 3));
    assertThat(read("new.js")).isEmpty();
    putBack(was, 4);
    assertThat(read("new.js")).contains("new");
    assertThat(git("for-each-ref", "refs/mayday/run-1.torn-1")).isEmpty();
  }

  @Test
  void hooksAndFiltersDoNotRun() throws IOException {
    write(".git/hooks/post-checkout", "#!/bin/sh\ntouch hooked\n");
    Files.setPosixFilePermissions(
        tree.resolve(".git/hooks/post-checkout"), PosixFilePermissions.fromString("rwxr-xr-x"));
    toTag(1);
    assertThat(read("hooked")).isEmpty();
    git("checkout", "-q", "main");
    assertThat(read("hooked")).as("the hook does run otherwise").isPresent();
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
    git("branch", "-f", "main", "emergency-v1");
    assertThatThrownBy(() -> putBack(was, 2)).isInstanceOf(Unsafe.class);
  }

  @Test
  void theProofSeesAChangedByteThatTheTimeStampHides() throws IOException {
    Path file = tree.resolve("app.js");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    git("update-index", "--refresh");
    Repo repo = Repo.of(checkout());
    assertThat(new Proof(repo).missing(main(), "main")).isEmpty();
    Files.writeString(file, "dAtabase");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    assertThat(new Proof(repo).missing(main(), "main")).isPresent();
    write("app.js", "database");
    write("left.js", "");
    assertThat(new Proof(repo).missing(main(), "main")).contains("left.js is left over");
    assertThat(new Proof(repo).missing(main(), "")).isPresent();
    assertThat(new Proof(repo).missing(tag(), "main")).isPresent();
  }

  @Test
  void anotherOwnersTreeIsWorkedOnAsThatOwner() throws IOException {
    write("new.js", "new");
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    if (root) Commands.run(Command.of("chown", "-R", "nobody", tree.toString()));
    if (root) Commands.run(Command.of("chmod", "755", folder.toString()));
    String owner = Files.getOwner(tree).getName();
    CheckoutState was = state();
    toTag(1);
    assertThat(Files.getOwner(tree.resolve("tag.js")).getName()).isEqualTo(owner);
    putBack(was, 2);
    assertThat(Files.getOwner(tree.resolve("new.js")).getName()).isEqualTo(owner);
    assertThat(state()).isEqualTo(was);
  }

  @Test
  void aFolderInsideAnotherRepositoryIsRefused() throws IOException {
    Path inside = Files.createDirectory(tree.resolve("inside"));
    Checkout wrong = new Checkout(inside.toString(), "main", "emergency-v1");
    assertThatThrownBy(() -> git().state(wrong)).isInstanceOf(Refused.class);
    Checkout none = new Checkout(folder.resolve("none").toString(), "main", "emergency-v1");
    assertThatThrownBy(() -> git().state(none)).isInstanceOf(Refused.class);
  }

  @Test
  void aRepositoryInsideIsNotKeptAsAMereNumber() throws IOException {
    Path inside = Files.createDirectory(tree.resolve("inside"));
    Command git = Command.of("git", "-c", "user.name=a", "-c", "user.email=a@b").in(inside);
    Commands.run(git.and("init", "-q"));
    Commands.run(git.and("commit", "-q", "--allow-empty", "-m", "x"));
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Unsafe.class);
    assertThat(state().branch()).isEqualTo("main");
  }

  @Test
  void nothingIsLeftInTheGitFolder() throws IOException {
    toTag(1);
    try (var files = Files.list(tree.resolve(".git"))) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().startsWith("mayday"));
    }
  }

  private void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve(path)));
  }

  private void write(String path, byte[] content) {
    try {
      Path file = tree.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String git(String... arguments) {
    return raw(arguments).or(o -> new IllegalStateException(o.err())).out().strip();
  }

  private Output raw(String... arguments) {
    return Commands.run(
        Command.of("git", "-c", "safe.directory=*")
            .and(arguments)
            .in(tree)
            .with("GIT_CONFIG_GLOBAL", "/dev/null"));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}
