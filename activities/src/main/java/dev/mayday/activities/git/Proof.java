package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows that a working tree is a commit's tree, by reading every file anew. */
record Proof(Repo repo) {
  /** What is not as it should be; empty when all is. */
  Optional<String> missing(String commit, String branch) {
    if (!head(commit, branch))
      return Optional.of("HEAD is not at " + commit + (branch.isEmpty() ? "" : " on " + branch));
    if (!repo.says("diff-index", "--cached", "--quiet", "--ignore-submodules=all", commit))
      return Optional.of("something is staged");
    if (!files(commit)) return Optional.of("files differ from the commit");
    List<String> left = repo.items("ls-files", "-o", "-z", "--exclude-standard");
    return left.stream()
        .filter(file -> !repo.off().holds(file))
        .findFirst()
        .map(file -> file + " is left over");
  }

  boolean head(String commit, String branch) {
    return repo.ask("rev-parse", "--verify", "-q", "HEAD").equals(Optional.of(commit))
        && repo.ask("symbolic-ref", "--short", "-q", "HEAD").orElse("").equals(branch);
  }

  /**
   * With an index that knows no file's time stamp, so that git must compare the contents; -q would
   * hide a difference.
   */
  private boolean files(String commit) {
    Path index = repo.dir().resolve("mayday-proof");
    Command fresh = repo.git().with("GIT_INDEX_FILE", index.toString());
    try {
      Repo.succeed(fresh.and("read-tree", "--reset", commit));
      return Commands.run(fresh.and("update-index", "--ignore-submodules", "--refresh")).ok();
    } finally {
      remove(index);
    }
  }

  private static void remove(Path index) {
    try {
      Files.deleteIfExists(index);
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be removed: %s\nHINT: see the git folder's owner"
              .formatted(index, e.getClass().getSimpleName()));
    }
  }
}
