package dev.mayday.activities.git;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where files go that are in the way and that a full disk has no room to keep: into a folder of the
 * run, at the top of the tree that they lie in, since a rename on one disk takes no room and loses
 * nothing. Nobody but a person ever removes it.
 *
 * @param name the name that the run chose
 */
record Outside(Repo repo, String name) {
  /** Renames a file of the tree to the same path in the folder. */
  void take(String file) {
    Path to = free(file);
    Repo.succeed(repo.program("mkdir").and("-p", "--", to.getParent().toString()));
    try {
      Files.move(repo.file(file), to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unavailable(
          "%s is in the way, and cannot be renamed to %s: %s\nHINT: make room on that disk, or move it away; then retry"
              .formatted(repo.file(file), to, e.getClass().getSimpleName()));
    }
  }

  /** What lies there, for people; empty when nothing was ever taken. */
  String said() {
    String all =
        folders().stream().map(path -> path.getFileName() + "/").collect(Collectors.joining(", "));
    return all.isEmpty()
        ? ""
        : "%s: a full disk had no room to keep in git what was written there, so it was renamed to %s; take from there what is still wanted, then remove it"
            .formatted(repo.tree(), all);
  }

  private Path free(String file) {
    int n = 1;
    while (Files.exists(folder(n).resolve(file), LinkOption.NOFOLLOW_LINKS)) n++;
    return folder(n).resolve(file);
  }

  private Path folder(int n) {
    return repo.tree().resolve(prefix() + n);
  }

  private String prefix() {
    return HandsOff.OWN + name + "-";
  }

  private List<Path> folders() {
    Pattern ours = Pattern.compile(Pattern.quote(prefix()) + "\\d+");
    try (Stream<Path> all = Files.list(repo.tree())) {
      return all.filter(path -> ours.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Unavailable(
          "%s cannot be listed: %s\nHINT: see its owner"
              .formatted(repo.tree(), e.getClass().getSimpleName()));
    }
  }
}
