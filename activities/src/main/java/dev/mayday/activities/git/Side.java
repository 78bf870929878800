package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A second git folder beside the real one, with an index of its own and the same objects. It takes
 * and gives files byte for byte: no line ends, filters or encodings are converted. The real index
 * is not touched.
 */
final class Side {
  private static final String RAW = "* -text -ident -filter -working-tree-encoding\n";
  private static final List<String> SAME =
      List.of("core.excludesFile", "core.fileMode", "core.symlinks", "core.ignoreCase");

  private static final byte[] NONE = {};

  private final Repo repo;
  private final Path dir;
  private final Command git;

  Side(Repo repo) {
    this.repo = repo;
    this.dir = repo.dir().resolve("mayday-side");
    try {
      sweep();
      Repo.succeed(repo.git().and("init", "-q", "--bare", format(), dir.toString()));
      Path info = Files.createDirectories(dir.resolve("info"));
      readable(info.resolve("attributes"), RAW.getBytes(StandardCharsets.UTF_8));
      Path excludes = repo.common().resolve("info/exclude");
      readable(
          info.resolve("exclude"), Files.exists(excludes) ? Files.readAllBytes(excludes) : NONE);
      Files.writeString(info.resolve("exclude"), repo.off().excludes(), StandardOpenOption.APPEND);
      this.git = git();
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be written: %s\nHINT: see the disk's room, and the owner of the git folder"
              .formatted(dir, e.getClass().getSimpleName()));
    }
  }

  private static void readable(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /**
   * The files as they lie there now, as a tree; ignored ones and what is none of git's business are
   * left out, and nothing of them becomes an object.
   */
  String capture(String base) {
    run("read-tree", base);
    untracked().stream()
        .filter(repo.off()::holds)
        .findFirst()
        .ifPresent(
            file -> {
              throw again(file);
            });
    Commands.run(git.and("add", "-A")).or(this::unreadable);
    String tree = run("write-tree");
    if (linked(base, tree)) throw nested(repo);
    return tree;
  }

  private List<String> untracked() {
    return Repo.split(Repo.succeed(git.and("ls-files", "-o", "-z", "--exclude-standard")).out());
  }

  /** A line of .gitignore that begins with ! counts more than any exclude file. */
  private Unsafe again(String file) {
    return new Unsafe(
        "%s in %s holds sessions or secrets, and .gitignore wants it in git\nHINT: take the line that begins with ! out of .gitignore, then retry"
            .formatted(file, repo.tree()));
  }

  /** Makes the files what {@code tree} says, where they are what {@code from} says. */
  void lay(String from, String tree) {
    run("read-tree", from);
    says("update-index", "-q", "--refresh");
    run("read-tree", "--reset", "-u", tree);
  }

  /** Removes the second folder. */
  void sweep() throws IOException {
    if (!Files.exists(dir)) return;
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  /** A repository in the tree would be kept as a mere commit id, without its files. */
  private boolean linked(String base, String tree) {
    List<String> changes =
        Repo.split(run("diff-tree", "-r", "-z", "--raw", "--no-renames", base, tree));
    return changes.stream().anyMatch(change -> change.startsWith(":000000 160000"));
  }

  private RuntimeException unreadable(Output said) {
    if (said.err().contains("No space left")) return Repo.failed(said);
    return new Unsafe(
        "local changes in %s cannot be kept: git cannot read them all\nHINT: see git status and the files' owners there"
            .formatted(repo.tree()));
  }

  static Unsafe nested(Repo repo) {
    return new Unsafe(
        "another git repository lies in %s and cannot be kept\nHINT: see git status there; move it away or have it ignored"
            .formatted(repo.tree()));
  }

  private String run(String... arguments) {
    return Repo.succeed(git.and(arguments)).out().strip();
  }

  private boolean says(String... arguments) {
    return Commands.run(git.and(arguments)).ok();
  }

  private String format() {
    return "--object-format=" + repo.ask("rev-parse", "--show-object-format").orElse("sha1");
  }

  private Command git() {
    Command same =
        repo.git()
            .with("GIT_DIR", dir.toString())
            .with("GIT_WORK_TREE", repo.tree().toString())
            .with("GIT_OBJECT_DIRECTORY", repo.common().resolve("objects").toString())
            .and("-c", "core.bare=false");
    for (String key : SAME) {
      Optional<String> value = repo.ask("config", "--get", key);
      if (value.isPresent()) same = same.and("-c", key + "=" + value.get());
    }
    return same;
  }
}
