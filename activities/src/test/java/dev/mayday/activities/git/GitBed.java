package dev.mayday.activities.git;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.incident.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real clone as {@link dev.mayday.system.GitContract} describes it. */
final class GitBed {
  final Path tree;

  GitBed(Path folder) throws IOException {
    tree = Files.createDirectory(folder.resolve("clone"));
    git("init", "-q", "-b", "main");
    git("config", "user.name", "A Person");
    git("config", "user.email", "person@localhost");
    write(".gitignore", "*.log\n");
    write("app.js", "files");
    write("shared.js", "shared");
    write("tag.js", "only at the tag");
    commit("on files");
    git("tag", "emergency-v1");
    write("app.js", "database");
    Files.delete(tree.resolve("tag.js"));
    commit("on the database");
  }

  Checkout checkout() {
    return new Checkout(
        tree.toString(),
        "main",
        "emergency-v1",
        List.of(tree + "/baileys_sessions", tree + "/.env", tree + "/.state"));
  }

  /** The same clone, whose tag has packages of its own. */
  Checkout checkout(Path tagModules) {
    List<String> more = List.of(tree + "/node_modules", tagModules.toString());
    List<String> off = Stream.of(checkout().handsOff(), more).flatMap(List::stream).toList();
    return new Checkout(tree.toString(), "main", "emergency-v1", off, tagModules.toString());
  }

  void write(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] content) {
    try {
      Path file = tree.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> read(String path) {
    try {
      Path file = tree.resolve(path);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  /** A merge that a person has not finished. */
  void merging() {
    git("checkout", "-q", "-b", "other", "HEAD~1");
    write("app.js", "other");
    commit("other");
    git("checkout", "-q", "main");
    if (raw("merge", "other").ok()) throw new IllegalStateException("no conflict");
  }

  /** Whether any object, of any ref or of none, holds this content. */
  boolean knows(String content) {
    String id = Commands.run(typed("hash-object", "--stdin").reading(content)).out().strip();
    return raw("cat-file", "-e", id).ok();
  }

  /** What a person types. */
  String git(String... arguments) {
    return raw(arguments).or(o -> new IllegalStateException(o.err())).out().strip();
  }

  Output raw(String... arguments) {
    return Commands.run(typed(arguments));
  }

  private Command typed(String... arguments) {
    return Command.of("git", "-c", "safe.directory=*")
        .and(arguments)
        .in(tree)
        .with("GIT_CONFIG_GLOBAL", "/dev/null");
  }
}
