package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.incident.Checkout;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A working tree and its git. Every git runs as the tree's owner, without hooks, network, prompts
 * or anybody's configuration but the repository's own.
 *
 * @param program the git program
 * @param checkout what people configured of it
 * @param tree the working tree's folder
 * @param dir its git folder
 * @param common the folder with objects and refs (another one for a linked working tree)
 * @param owner the Unix user that owns the tree
 * @param off what lies in the tree and is none of git's business
 */
record Repo(
    String program,
    Checkout checkout,
    Path tree,
    Path dir,
    Path common,
    String owner,
    HandsOff off) {
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private static final Map<String, String> ALONE =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_NO_LAZY_FETCH", "1",
          "GIT_LITERAL_PATHSPECS", "1",
          "GIT_AUTHOR_NAME", "Mayday",
          "GIT_AUTHOR_EMAIL", "mayday@localhost",
          "GIT_COMMITTER_NAME", "Mayday",
          "GIT_COMMITTER_EMAIL", "mayday@localhost");

  private static final List<String> QUIET =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.fsync=all",
          "gc.auto=0",
          "maintenance.auto=false",
          "protocol.allow=never",
          "submodule.recurse=false",
          "advice.detachedHead=false");

  /**
   * @throws Refused when the folder is not the top of a working tree
   */
  static Repo of(String program, Checkout checkout) {
    try {
      Path tree = Path.of(checkout.path()).toRealPath();
      String owner = Files.getOwner(tree).getName();
      List<String> at =
          Commands.run(
                  git(program, tree, owner)
                      .and(
                          "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"))
              .or(o -> noTree(checkout))
              .out()
              .lines()
              .toList();
      if (!Path.of(at.get(0)).toRealPath().equals(tree)) throw noTree(checkout);
      return new Repo(
          program,
          checkout,
          tree,
          Path.of(at.get(1)),
          tree.resolve(at.get(2)).normalize(),
          owner,
          HandsOff.of(tree, checkout));
    } catch (IOException e) {
      throw noTree(checkout);
    }
  }

  /** The same, with these files of it none of git's business either. */
  Repo without(List<String> files) {
    return new Repo(program, checkout, tree, dir, common, owner, off.and(files));
  }

  private static Refused noTree(Checkout checkout) {
    return new Refused(
        "%s is not the top of a git working tree\nHINT: see checkout.path, and git status there"
            .formatted(checkout.path()));
  }

  /**
   * A file of the tree.
   *
   * @throws Unsafe when this worker's locale cannot hold its name, so that nothing can be said of
   *     it
   */
  Path file(String name) {
    try {
      return tree.resolve(name);
    } catch (InvalidPathException e) {
      throw new Unsafe(
          "%s holds a file name that this worker cannot read\nHINT: start the worker with LC_ALL=C.UTF-8"
              .formatted(tree));
    }
  }

  /** What git answered; a failure is {@link Unavailable} with git's own first words. */
  String run(String... arguments) {
    return succeed(git().and(arguments)).out().strip();
  }

  /** The same, with items apart by NUL. */
  List<String> items(String... arguments) {
    return split(succeed(git().and(arguments)).out());
  }

  /** Whether git says yes. */
  boolean says(String... arguments) {
    return Commands.run(git().and(arguments)).ok();
  }

  /** The one line that git answers, empty when it says no. */
  Optional<String> ask(String... arguments) {
    return Optional.of(Commands.run(git().and(arguments)))
        .filter(Output::ok)
        .map(o -> o.out().strip());
  }

  /** The commits that tags and branches of this name are at. */
  Set<String> named(String name) {
    return Stream.of("refs/tags/", "refs/heads/", "refs/remotes/")
        .flatMap(kind -> ask("rev-parse", "--verify", "-q", kind + name + "^{commit}").stream())
        .collect(Collectors.toSet());
  }

  /** Another program in this tree, as its owner. */
  Command program(String name) {
    return Command.of(name).in(tree).as(privileged() ? owner : "").within(WITHIN);
  }

  /** A git on this tree. */
  Command git() {
    return git(program, tree, owner);
  }

  static Output succeed(Command command) {
    return Commands.run(command).or(Repo::failed);
  }

  static List<String> split(String out) {
    return Stream.of(out.split("\0")).filter(item -> !item.isEmpty()).toList();
  }

  /** Git quotes what it cannot find, a remote with its password too. */
  static Unavailable failed(Output output) {
    String said = output.err().lines().findFirst().orElse("exit code " + output.exit());
    String words = said.replaceAll("://[^/@\\s]*@", "://***@");
    return new Unavailable(
        "git failed: %s\nHINT: see the disk's room, and the owner of the working tree"
            .formatted(words.substring(0, Math.min(200, words.length()))));
  }

  private static Command git(String program, Path tree, String owner) {
    Command git =
        Command.of(program).in(tree).as(privileged() ? owner : "").with(ALONE).within(WITHIN);
    for (String setting : QUIET) git = git.and("-c", setting);
    return git.and("-c", "safe.directory=" + tree);
  }

  private static boolean privileged() {
    try {
      return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    } catch (IOException e) {
      return false;
    }
  }
}
