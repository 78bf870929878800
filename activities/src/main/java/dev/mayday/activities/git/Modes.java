package dev.mayday.activities.git;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Collectors;

/** The modes of changed files: git itself keeps no more than whether a file is executable. */
final class Modes {
  private static final String WORD = "mode ";

  private Modes() {}

  /** A line for every file in which {@code tree} differs from {@code head}. */
  static String of(Repo repo, String head, String tree) {
    return repo
        .items(
            "diff-tree", "-r", "-z", "--name-only", "--no-renames", "--diff-filter=d", head, tree)
        .stream()
        .flatMap(path -> line(repo, path).stream())
        .collect(Collectors.joining("\n"));
  }

  /** Gives the files the modes of these lines. */
  static void restore(Repo repo, String message) {
    message.lines().filter(line -> line.startsWith(WORD)).forEach(line -> apply(repo, line));
  }

  private static Optional<String> line(Repo repo, String path) {
    Path file = repo.file(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      return Optional.of(WORD + mode + " " + URLEncoder.encode(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void apply(Repo repo, String line) {
    String[] words = line.split(" ", 3);
    Path file = repo.file(URLDecoder.decode(words[2], StandardCharsets.UTF_8));
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(words[1]));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static Unavailable failed(Path file, IOException e) {
    return new Unavailable(
        "the mode of %s cannot be kept: %s\nHINT: see the file's owner"
            .formatted(file, e.getClass().getSimpleName()));
  }
}
