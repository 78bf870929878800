package dev.mayday.activities.git;

import dev.mayday.incident.Names;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A working tree as it was, under a ref: a commit of all its files (ignored ones left out), whose
 * first parent is where HEAD was, whose second holds what was staged, and whose message says the
 * branch, the files' modes and whether the tag's packages were in place.
 *
 * @param ref where it is kept
 * @param commit its id
 */
record Kept(Repo repo, String ref, String commit) {
  private static final String FOLDER = "refs/mayday/";
  private static final String TAGS = "packages of the tag";

  static Optional<Kept> find(Repo repo, String name) {
    String ref = FOLDER + required(name);
    return repo.ask("rev-parse", "--verify", "--quiet", ref).map(id -> new Kept(repo, ref, id));
  }

  /**
   * The refs whose changes nobody has put back. What was changed at the emergency's code, or torn,
   * stays beside under names of its own and is not among them.
   */
  static List<String> withChanges(Repo repo) {
    List<String> refs =
        repo.run("for-each-ref", "--format=%(refname)", FOLDER).lines().filter(Kept::open).toList();
    return refs.isEmpty() ? refs : changed(repo, refs);
  }

  private static boolean open(String ref) {
    return ref.startsWith(FOLDER) && !ref.matches(".*\\.(undone|after|torn)-\\d+");
  }

  private static List<String> changed(Repo repo, List<String> refs) {
    String questions =
        refs.stream()
            .map(ref -> "%1$s^{tree}\n%1$s^1^{tree}\n%1$s^2^{tree}\n".formatted(ref))
            .collect(Collectors.joining());
    List<String> trees =
        Repo.succeed(repo.git().and("cat-file", "--batch-check=%(objectname)").reading(questions))
            .out()
            .lines()
            .toList();
    return IntStream.range(0, refs.size())
        .filter(i -> Set.copyOf(trees.subList(3 * i, 3 * i + 3)).size() > 1)
        .mapToObj(refs::get)
        .toList();
  }

  /** Keeps the tree under {@code name}, which must be free. */
  static Kept keep(Repo repo, String name, String tree, String staged) {
    String head = repo.run("rev-parse", "HEAD");
    String index = repo.run("commit-tree", staged, "-p", head, "-m", "what was staged");
    String branch = repo.ask("symbolic-ref", "--short", "-q", "HEAD").orElse("");
    String message =
        "the working tree before "
            + name
            + "\n\nbranch "
            + branch
            + "\n"
            + (new Modules(repo).placed() ? TAGS + "\n" : "")
            + Modes.of(repo, head, tree);
    String commit =
        Repo.succeed(repo.git().and("commit-tree", tree, "-p", head, "-p", index).reading(message))
            .out()
            .strip();
    String ref = FOLDER + required(name);
    repo.run("update-ref", ref, commit, "0".repeat(commit.length()));
    return new Kept(repo, ref, commit);
  }

  /** Keeps it under the first name that is free: {@code name-1}, {@code name-2} … */
  static Kept keepBeside(Repo repo, String name, String tree, String staged) {
    return keep(repo, free(repo, name), tree, staged);
  }

  String head() {
    return repo.run("rev-parse", commit + "^1");
  }

  String tree() {
    return repo.run("rev-parse", commit + "^{tree}");
  }

  String staged() {
    return repo.run("rev-parse", commit + "^2^{tree}");
  }

  String message() {
    return repo.run("log", "-1", "--format=%B", commit);
  }

  String branch() {
    return message()
        .lines()
        .filter(line -> line.startsWith("branch"))
        .map(line -> line.substring("branch".length()).strip())
        .findFirst()
        .orElseThrow(() -> new Unsafe(ref + " was not kept by Mayday\nHINT: see git show " + ref));
  }

  /** Whether the tag's own packages were in place. */
  boolean withTagsModules() {
    return message().lines().anyMatch(TAGS::equals);
  }

  /** Moves it out of the way of its name; it stays in the repository. */
  void retire(String name) {
    String aside = FOLDER + free(repo, name + ".undone");
    Repo.succeed(
        repo.git()
            .and("update-ref", "--stdin")
            .reading(
                "start\ncreate %s %s\ndelete %s %s\ncommit\n"
                    .formatted(aside, commit, ref, commit)));
  }

  private static String free(Repo repo, String name) {
    int n = 1;
    while (find(repo, name + "-" + n).isPresent()) n++;
    return name + "-" + n;
  }

  private static String required(String name) {
    try {
      return Names.require("the kept tree's name", name);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage());
    }
  }
}
