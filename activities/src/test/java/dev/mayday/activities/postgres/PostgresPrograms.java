package dev.mayday.activities.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs: in {@code MAYDAY_PG_BIN}, else on the path, else where Debian puts them,
 * the newest first. They refuse root, so they run as user {@code postgres} then.
 */
final class PostgresPrograms {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private PostgresPrograms() {}

  /** The command line of a program, as the user that it accepts. */
  static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT)
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    command.add(folder().resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Gives a file or folder to the user that the programs run as. */
  static Path handOver(Path path) throws IOException {
    if (ROOT) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName("postgres"));
    }
    return path;
  }

  /** Runs a program to its end; a failure shows what it wrote. */
  static void run(Path folder, List<String> command) throws IOException {
    Path log = folder.resolve("run.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
        throw new IllegalStateException(command + " failed: " + Files.readString(log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path folder() {
    Stream<Path> path =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
    return Stream.of(given().stream(), path, debian().stream())
        .flatMap(folders -> folders)
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no PostgreSQL server programs found\n"
                        + "HINT: install postgresql 13 or newer, or set MAYDAY_PG_BIN"));
  }

  private static Optional<Path> given() {
    return Optional.ofNullable(System.getenv("MAYDAY_PG_BIN")).map(Path::of);
  }

  private static List<Path> debian() {
    if (!Files.isDirectory(DEBIAN)) return List.of();
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions.sorted(Comparator.reverseOrder()).map(v -> v.resolve("bin")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
