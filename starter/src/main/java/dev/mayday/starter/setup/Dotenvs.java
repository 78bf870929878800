package dev.mayday.starter.setup;

import dev.mayday.activities.git.Survey;
import dev.mayday.activities.pm2.Roster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the settings files of a process: beside it, at the top of its tree, and where its code
 * says.
 */
final class Dotenvs {
  private static final Pattern NAME = Pattern.compile("(.*\\.)?env(\\.[a-z]+)?");
  private static final Pattern SAMPLE =
      Pattern.compile(".*(example|sample|template|dist|test|mayday-).*");
  private static final String IN_CODE = "[A-Za-z0-9_./-]*\\.env[A-Za-z0-9_.-]*";

  private Dotenvs() {}

  static List<Path> of(Roster.Listed listed, Optional<Survey> tree) {
    Stream<Path> beside =
        Stream.of(Path.of(listed.folder()), Path.of(listed.script()).toAbsolutePath().getParent())
            .flatMap(Dotenvs::in);
    Stream<Path> within =
        tree.stream()
            .map(Survey::top)
            .flatMap(top -> Stream.of(top, top.resolve("config"), top.resolve("conf")))
            .flatMap(Dotenvs::in);
    return Stream.of(beside, within, tree.stream().flatMap(Dotenvs::said))
        .flatMap(files -> files)
        .map(Path::normalize)
        .distinct()
        .sorted(Comparator.comparingInt(Dotenvs::rank))
        .toList();
  }

  private static Stream<Path> in(Path folder) {
    if (folder == null || !Files.isDirectory(folder)) return Stream.empty();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Dotenvs::fits)
          .toList()
          .stream();
    } catch (IOException closed) {
      return Stream.empty();
    }
  }

  private static Stream<Path> said(Survey tree) {
    return tree.pieces("HEAD", IN_CODE).values().stream()
        .flatMap(List::stream)
        .map(name -> tree.top().resolve(name))
        .filter(Dotenvs::fits);
  }

  private static boolean fits(Path file) {
    return Files.isRegularFile(file) && !SAMPLE.matcher(file.getFileName().toString()).matches();
  }

  private static int rank(Path file) {
    return switch (file.getFileName().toString()) {
      case ".env" -> 0;
      case ".env.production" -> 1;
      default -> 2;
    };
  }
}
