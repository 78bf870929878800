package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.incident.Checkout;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A commit's tree, written beside the working tree to be looked at: as a checkout would leave it,
 * with links to what git ignores there (installed packages, built files), since that stays where it
 * is, and to the packages that the commit is going to find. It lies in the repository's git folder,
 * on the same disk, belongs to the tree's owner, and is removed afterwards. Neither the working
 * tree nor the index is touched.
 */
public final class Aside {
  private static final String PREFIX = "mayday-release-";

  /** What a look that died left behind is removed by the next one after so long. */
  private static final Duration LEFT = Duration.ofHours(1);

  private final Repo repo;
  private final Path folder;

  private Aside(Repo repo, Path folder) {
    this.repo = repo;
    this.folder = folder;
  }

  /**
   * What is found there.
   *
   * @param tree the commit's tree
   * @param owner who owns the working tree
   */
  public record Tree(Path tree, String owner) {}

  /**
   * Writes the tree, looks, removes it.
   *
   * @throws Refused when there is no room for it, or no right to write it
   * @throws Unavailable when git fails
   */
  public static <T> T look(
      String program, Checkout checkout, String commit, Function<Tree, T> look) {
    Repo repo = Repo.of(program, checkout);
    sweep(repo);
    Aside aside =
        new Aside(repo, repo.dir().resolve(PREFIX + ProcessHandle.current().pid() + stamp()));
    try {
      aside.write(commit);
      return look.apply(new Tree(aside.tree(), repo.owner()));
    } finally {
      remove(repo, aside.folder);
    }
  }

  private static String stamp() {
    return "-" + Long.toString(System.nanoTime(), 36);
  }

  private Path tree() {
    return folder.resolve("tree");
  }

  /** The index lies in the folder too: git's own stays as it is. */
  private void write(String commit) {
    room(commit);
    Repo.succeed(repo.program("mkdir").and("-m", "755", "--", folder.toString()));
    Command git = repo.git().with("GIT_INDEX_FILE", folder.resolve("index").toString());
    Repo.succeed(git.and("read-tree", commit));
    Repo.succeed(git.and("checkout-index", "-a", "-f", "--prefix=" + tree() + "/"));
    modules(commit);
    link();
  }

  /** Where the tag has packages of its own, they or the branch's will be in place. */
  private void modules(String commit) {
    Modules modules = new Modules(repo);
    Path link = tree().resolve(Modules.PLACE);
    if (modules.apart() && !Files.exists(link, LinkOption.NOFOLLOW_LINKS))
      link(modules.of(commit), link);
  }

  private void room(String commit) {
    long wanted =
        2
            * repo.items("ls-tree", "-r", "-l", "-z", commit).stream()
                .map(line -> line.split("\t", 2)[0].replaceFirst(".* ", ""))
                .filter(size -> size.matches("\\d+"))
                .mapToLong(size -> Long.parseLong(size) + 4096)
                .sum();
    if (repo.dir().toFile().getUsableSpace() < wanted)
      throw new Refused(
          "the disk of %s has no room to write the tree beside it (%d MiB)\nHINT: make room there (see df, du and the logs)"
              .formatted(repo.tree(), (wanted >> 20) + 1));
  }

  private void link() {
    for (String ignored :
        repo.items("ls-files", "-z", "-o", "-i", "--exclude-standard", "--directory"))
      link(ignored.replaceFirst("/$", ""));
  }

  /** Sessions, copies and settings are not the release's. */
  private void link(String ignored) {
    Path link = tree().resolve(ignored);
    if (repo.off().holds(ignored) || Files.exists(link, LinkOption.NOFOLLOW_LINKS)) return;
    if (!Files.isDirectory(link.getParent())) return;
    link(repo.file(ignored), link);
  }

  private void link(Path to, Path link) {
    Repo.succeed(repo.program("ln").and("-s", "--", to.toString(), link.toString()));
  }

  private static void sweep(Repo repo) {
    try (Stream<Path> all = Files.list(repo.dir())) {
      for (Path path : all.filter(Aside::left).toList()) remove(repo, path);
    } catch (IOException | UncheckedIOException e) {
      throw new Unavailable(
          "%s cannot be listed: %s\nHINT: see its owner"
              .formatted(repo.dir(), e.getClass().getSimpleName()));
    }
  }

  private static boolean left(Path path) {
    try {
      return path.getFileName().toString().startsWith(PREFIX)
          && Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(LEFT));
    } catch (IOException gone) {
      return false;
    }
  }

  /** rm follows no link, so that what was linked stays. */
  private static void remove(Repo repo, Path folder) {
    List<String> words = List.of("-rf", "--one-file-system", "--", folder.toString());
    Commands.run(repo.program("rm").and(words.toArray(String[]::new)))
        .or(
            o ->
                new Unavailable(
                    "%s cannot be removed\nHINT: remove it by hand; it holds nothing but a copy of the tag's code"
                        .formatted(folder)));
  }
}
