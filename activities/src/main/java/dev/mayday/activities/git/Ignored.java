package dev.mayday.activities.git;

import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what git would overwrite without a word: ignored files where the next tree has its own. */
final class Ignored {
  private final Repo repo;
  private final Set<String> kept;
  private final Map<String, String> next;

  private Ignored(Repo repo, Set<String> kept, String next) {
    this.repo = repo;
    this.kept = kept;
    this.next =
        repo.items("ls-tree", "-r", "-z", next).stream()
            .map(line -> line.split("\t", 2))
            .filter(parts -> !this.kept.contains(parts[1]))
            .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0].split(" ", 3)[2]));
  }

  /**
   * @param kept the tree that was kept
   * @param next the tree that comes
   * @param adopting whether an earlier attempt may have put files of {@code next} there already
   * @throws Unsafe when a file that was not kept would be lost
   */
  static void refuse(Repo repo, String kept, String next, boolean adopting) {
    List<String> names = repo.items("ls-tree", "-r", "-z", "--name-only", kept);
    refuse(repo, new HashSet<>(names), next, adopting);
  }

  /** The same with the names of the files that are kept, or would be. */
  static void refuse(Repo repo, Set<String> kept, String next, boolean adopting) {
    Ignored ignored = new Ignored(repo, kept, next);
    for (String path : ignored.next.keySet())
      ignored.inTheWay(path, adopting).ifPresent(ignored::refuse);
  }

  private void refuse(Path path) {
    throw new Unsafe(
        "the ignored file %s would be overwritten\nHINT: move it away, then retry".formatted(path));
  }

  private Optional<Path> inTheWay(String path, boolean adopting) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Path above = repo.file(path.substring(0, slash));
      if (kept.contains(path.substring(0, slash))) return Optional.empty();
      if (there(above) && !folder(above)) return Optional.of(above);
    }
    Path file = repo.file(path);
    if (folder(file)) return unkept(file);
    return Optional.of(file).filter(f -> there(f) && !(adopting && ours(path)));
  }

  private boolean ours(String path) {
    return repo.ask("hash-object", "--", path).map(next.get(path)::equals).orElse(false);
  }

  private Optional<Path> unkept(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !folder(file))
          .filter(file -> !kept.contains(repo.tree().relativize(file).toString()))
          .findFirst();
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be listed: %s\nHINT: see its owner"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean folder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
