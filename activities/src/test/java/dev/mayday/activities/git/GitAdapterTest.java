package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.GitContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real git. */
class GitAdapterTest extends GitContract {
  @TempDir Path folder;

  private GitBed bed;

  @BeforeEach
  void aCloneWithATag() throws IOException {
    bed = new GitBed(folder);
  }

  @Override
  protected Git git() {
    return new GitAdapter(new Fences(folder.resolve("fences")));
  }

  @Override
  protected Checkout checkout() {
    return bed.checkout();
  }

  @Override
  protected void write(String path, String content) {
    bed.write(path, content);
  }

  @Override
  protected void remove(String path) {
    try {
      Files.delete(bed.tree.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Optional<String> read(String path) {
    return bed.read(path);
  }

  @Override
  protected void tear() {
    write(".git/index.lock", "half an index");
    write("app.js", "fil");
  }

  @Override
  protected void unfinished() {
    bed.merging();
  }

  @Override
  protected void obstruct() {
    write(".gitignore", "*.log\ntag.js\n");
    write("tag.js", "mine");
  }

  @Override
  protected void track(String path) {
    write(path, "secret");
    bed.commit("a mistake");
  }

  @Override
  protected boolean knows(String content) {
    return bed.knows(content);
  }

  @Test
  void whatWasStagedIsStagedAgain() {
    write("app.js", "staged");
    bed.git("add", "app.js");
    write("app.js", "and more");
    write("new.js", "new");
    bed.git("add", "new.js");
    String before = bed.git("status", "--porcelain");
    CheckoutState was = state();
    toTag(1);
    putBack(was, 2);
    assertThat(bed.git("status", "--porcelain")).isEqualTo(before);
    assertThat(bed.git("show", ":app.js")).isEqualTo("staged");
    assertThat(read("app.js")).contains("and more");
  }

  @Test
  void everyByteModeAndLinkComesBack() throws IOException {
    byte[] bytes = {'a', '\r', '\n', 0, (byte) 0xff, '\n'};
    write(".gitattributes", "* text=auto eol=lf\n");
    bed.commit("line ends");
    bed.write("mixed.bin", bytes);
    write("dos.txt", "a\r\nb\r\n");
    write("with \"odd\" ü name\n.txt", "odd");
    write("secret.key", "x");
    Files.setPosixFilePermissions(
        bed.tree.resolve("secret.key"), PosixFilePermissions.fromString("rw-------"));
    write("run.sh", "x");
    Files.setPosixFilePermissions(
        bed.tree.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(bed.tree.resolve("link"), Path.of("nowhere"));
    CheckoutState was = state();
    toTag(1);
    assertThat(state().changed()).isZero();
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(bed.tree.resolve("mixed.bin")).hasBinaryContent(bytes);
    assertThat(read("dos.txt")).contains("a\r\nb\r\n");
    assertThat(read("with \"odd\" ü name\n.txt")).contains("odd");
    assertThat(mode("secret.key")).isEqualTo("rw-------");
    assertThat(mode("run.sh")).isEqualTo("rwxr-xr-x");
    assertThat(Files.readSymbolicLink(bed.tree.resolve("link"))).isEqualTo(Path.of("nowhere"));
  }

  @Test
  void whatWasChangedAtTheTagIsKeptWhenItIsPutBack() {
    CheckoutState was = state();
    toTag(1);
    write("app.js", "changed at the tag");
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(bed.git("show", "refs/mayday/run-1.after-1:app.js")).isEqualTo("changed at the tag");
  }

  @Test
  void whatATornCheckoutLeftIsKeptBeforeItIsFinished() {
    toTag(1);
    write("app.js", "who knows who wrote this");
    toTag(1);
    assertThat(read("app.js")).contains("files");
    assertThat(bed.git("show", "refs/mayday/run-1.torn-1:app.js"))
        .isEqualTo("who knows who wrote this");
  }

  @Test
  void aKilledAttemptBeforeTheCheckoutIsGoneOnWith() {
    write("new.js", "new");
    CheckoutState was = state();
    toTag(1);
    // the state right after the bed.tree was kept: all back, only the ref is there
    String kept = bed.git("rev-parse", "refs/mayday/run-1");
    putBack(was, 2);
    bed.git("update-ref", "refs/mayday/run-1", kept);
    git().checkout(checkout(), tag(), "", "run-1", new Fence("test/whatsapp", "run-1", 1, 1, 3));
    assertThat(read("new.js")).isEmpty();
    putBack(was, 4);
    assertThat(read("new.js")).contains("new");
    assertThat(bed.git("for-each-ref", "refs/mayday/run-1.torn-1")).isEmpty();
  }

  @Test
  void anotherOwnersTreeIsWorkedOnAsThatOwner() throws IOException {
    write("new.js", "new");
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    if (root) Commands.run(Command.of("chown", "-R", "nobody", bed.tree.toString()));
    if (root) Commands.run(Command.of("chmod", "755", folder.toString()));
    String owner = Files.getOwner(bed.tree).getName();
    CheckoutState was = state();
    toTag(1);
    assertThat(Files.getOwner(bed.tree.resolve("tag.js")).getName()).isEqualTo(owner);
    putBack(was, 2);
    assertThat(Files.getOwner(bed.tree.resolve("new.js")).getName()).isEqualTo(owner);
    assertThat(state()).isEqualTo(was);
  }

  @Test
  void onlyTheRoomForTheWayBackIsLeftInTheGitFolderAndNothingAfterIt() throws IOException {
    CheckoutState was = state();
    toTag(1);
    assertThat(ours()).containsExactly("mayday-room");
    putBack(was, 2);
    assertThat(ours()).isEmpty();
  }

  private List<String> ours() throws IOException {
    try (var files = Files.list(bed.tree.resolve(".git"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("mayday"))
          .toList();
    }
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(bed.tree.resolve(path)));
  }
}
