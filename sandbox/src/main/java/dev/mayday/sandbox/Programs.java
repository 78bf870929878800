package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real programs that the sandbox is made of. {@code MAYDAY_PG_BIN}, {@code MAYDAY_NODE} and
 * {@code MAYDAY_PM2} name them; what is not named is looked for on PATH.
 *
 * @param postgres folder of PostgreSQL's server and client programs, all of one version
 * @param node the Node program
 * @param npm npm, to install the service's one dependency
 * @param pm2 PM2's start file, run by Node
 * @param git git
 */
record Programs(Path postgres, Path node, Path npm, Path pm2, Path git) {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  static Programs find() {
    return new Programs(
        named("MAYDAY_PG_BIN")
            .or(Programs::distribution)
            .or(Programs::serverOnPath)
            .orElseThrow(() -> missing("PostgreSQL's server programs", "MAYDAY_PG_BIN")),
        named("MAYDAY_NODE")
            .or(() -> onPath("node"))
            .orElseThrow(() -> missing("node", "MAYDAY_NODE")),
        onPath("npm").orElseThrow(() -> missing("npm", "PATH")),
        named("MAYDAY_PM2").or(() -> onPath("pm2")).orElseThrow(() -> missing("pm2", "MAYDAY_PM2")),
        onPath("git").orElseThrow(() -> missing("git", "PATH")));
  }

  String pg(String program) {
    return postgres.resolve(program).toString();
  }

  /** PATH with Node's own folder first, for programs that start {@code node} by its name. */
  Map<String, String> path() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Map.of("PATH", node.getParent() + File.pathSeparator + path);
  }

  private static Optional<Path> named(String variable) {
    Optional<Path> path =
        Optional.ofNullable(System.getenv(variable)).filter(v -> !v.isBlank()).map(Path::of);
    if (path.isPresent() && !Files.exists(path.get()))
      throw new Refused(
          "%s names %s, which is not there\nHINT: unset it, or name what is"
              .formatted(variable, path.get()));
    return path;
  }

  static Optional<Path> onPath(String program) {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH"))
                .orElse("/usr/bin:/bin")
                .split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> serverOnPath() {
    return onPath("postgres").map(Programs::real).map(Path::getParent);
  }

  private static Optional<Path> distribution() {
    if (!Files.isDirectory(DEBIAN)) return Optional.empty();
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(
              bin ->
                  List.of("postgres", "initdb", "pg_ctl", "psql").stream()
                      .allMatch(p -> Files.isExecutable(bin.resolve(p))))
          .max(
              Comparator.comparingInt(
                  bin -> Integer.parseInt(bin.getParent().getFileName().toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refused missing(String what, String variable) {
    return new Refused(
        "%s cannot be found\nHINT: run ./mayday provision, or name the place in %s"
            .formatted(what, variable));
  }
}
