package dev.mayday.activities.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real checkout on its branch {@code main}: a test writes its files and commits them. */
public final class ReleaseBed {
  private final Path tree;

  /** Nothing is in it yet. */
  public ReleaseBed(Path tree) throws IOException {
    this.tree = tree;
    Files.createDirectories(tree);
    git("init", "-q", "-b", "main");
  }

  /** A file of the working tree, with the folders above it. */
  public void write(String name, String text) {
    try {
      Path file = tree.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits what stands in the index. */
  public void commit(String what) {
    git("-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "-q", "-m", what);
  }

  /** What a person types. */
  public void git(String... words) {
    Command git = Command.of("git").in(tree).with("GIT_CONFIG_GLOBAL", "/dev/null");
    Output said = Commands.run(git.and(words));
    assertThat(said.ok()).as(said.err()).isTrue();
  }
}
