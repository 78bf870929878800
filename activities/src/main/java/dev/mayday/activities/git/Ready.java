package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says before anything is touched whether a checkout would go. It reads only. */
record Ready(Repo repo) {
  /** Paths that one program is given at a time. */
  private static final int CHUNK = 200;

  /**
   * @throws Unsafe when it would run over somebody or something
   * @throws Refused when it could not be carried out
   */
  void to(String commit) {
    new Torn(repo).passable();
    merged();
    alone();
    foreign(commit);
    Ignored.refuse(repo, kept(), commit, false);
    whole(commit);
    Set<String> local = local();
    rights(commit, local);
    new Room(repo).enough(commit, local.stream().map(repo::file).toList());
    new Modules(repo).ready(commit);
  }

  private void merged() {
    if (repo.ask("ls-files", "-u").filter(String::isEmpty).isEmpty())
      throw new Unsafe(
          "the index of %s is unmerged or unreadable\nHINT: see git status there; resolve it, then retry"
              .formatted(repo.tree()));
  }

  /** A repository in the tree would be kept as a mere commit id. */
  private void alone() {
    if (files("-o", "--exclude-standard").stream().anyMatch(file -> file.endsWith("/")))
      throw Side.nested(repo);
  }

  /** What is none of git's business, and tracked, would be overwritten or removed by git. */
  private void foreign(String commit) {
    Stream.of(files("-c"), tree("HEAD"), tree(commit))
        .flatMap(Collection::stream)
        .filter(file -> repo.off().holds(file) && !HandsOff.harmless(file))
        .findFirst()
        .ifPresent(this::tracked);
  }

  private void tracked(String file) {
    throw new Refused(
        "git tracks %s in %s, which holds sessions, secrets or installed packages: a checkout would overwrite it\nHINT: git rm -r --cached it on main and in the tag's code, and have .gitignore name it; its secrets are in the history and want changing"
            .formatted(file, repo.tree()));
  }

  /** Also what the way back needs. */
  private void whole(String commit) {
    if (!repo.says("rev-list", "--objects", "--no-walk", "--quiet", "HEAD", commit))
      throw new Refused(
          "objects of %s or of HEAD are missing in %s\nHINT: see git fsck there, and fetch them"
              .formatted(commit, repo.tree()));
  }

  private Set<String> kept() {
    Set<String> kept = new LinkedHashSet<>(files("-c", "-o", "--exclude-standard"));
    files("-d").forEach(kept::remove);
    kept.removeIf(file -> repo.off().holds(file) && !HandsOff.harmless(file));
    return kept;
  }

  private Set<String> local() {
    Set<String> local = new LinkedHashSet<>(files("-m", "-o", "--exclude-standard"));
    local.removeIf(repo.off()::holds);
    return local;
  }

  private void rights(String commit, Set<String> local) {
    Set<String> change = new LinkedHashSet<>(local);
    change.addAll(
        repo.items("diff-index", "--cached", "-z", "--name-only", "--no-renames", commit));
    first(List.copyOf(paths(local)), "0", "-type", "f", "!", "-readable")
        .ifPresent(path -> refuse(path, "cannot be read"));
    Path objects = repo.common().resolve("objects");
    first(List.of(objects.toString()), "1", "-type", "d", "!", "-writable")
        .ifPresent(path -> refuse(path, "cannot be written"));
    first(folders(change), "0", "!", "-writable")
        .ifPresent(path -> refuse(path, "cannot be written"));
  }

  private void refuse(String path, String what) {
    throw new Refused(
        "%s %s by %s, who owns %s\nHINT: chown it to that user, then retry"
            .formatted(path, what, repo.owner(), repo.tree()));
  }

  private Set<String> paths(Collection<String> files) {
    Set<String> paths = new LinkedHashSet<>();
    for (String file : files)
      if (Files.exists(repo.file(file))) paths.add(repo.file(file).toString());
    return paths;
  }

  private List<String> folders(Collection<String> files) {
    Set<String> folders = new LinkedHashSet<>();
    Path refs = repo.common().resolve("refs");
    for (Path path : List.of(repo.tree(), repo.dir(), refs)) folders.add(path.toString());
    if (Files.isDirectory(refs.resolve("mayday"))) folders.add(refs.resolve("mayday").toString());
    for (String file : files) folders.add(above(repo.file(file)).toString());
    return List.copyOf(folders);
  }

  /** The nearest folder that is there. */
  private static Path above(Path file) {
    Path folder = file.getParent();
    while (!Files.isDirectory(folder)) folder = folder.getParent();
    return folder;
  }

  /** The first that the tree's owner has this trouble with. */
  private Optional<String> first(List<String> paths, String depth, String... trouble) {
    for (int from = 0; from < paths.size(); from += CHUNK) {
      List<String> words =
          new ArrayList<>(paths.subList(from, Math.min(paths.size(), from + CHUNK)));
      words.addAll(List.of("-maxdepth", depth));
      words.addAll(List.of(trouble));
      Command find = repo.program("find").and(words.toArray(String[]::new));
      Output found = Commands.run(find.and("-print0", "-quit"));
      Optional<String> path = Repo.split(found.out()).stream().findFirst();
      if (path.isPresent()) return path;
      if (!found.ok()) return Optional.of(words.get(0));
    }
    return Optional.empty();
  }

  private List<String> files(String... which) {
    String[] words =
        Stream.concat(Stream.of("ls-files", "-z"), Stream.of(which)).toArray(String[]::new);
    return repo.items(words);
  }

  private List<String> tree(String commit) {
    return repo.items("ls-tree", "-r", "-z", "--name-only", commit);
  }
}
