package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sandbox unpacks from its own jar, and what it installs once and keeps. */
final class Cache {
  private static final Duration INSTALL = Duration.ofMinutes(3);

  private Cache() {}

  /** {@code MAYDAY_CACHE}, else the ignored folder of the directory that one stands in. */
  static Path root() {
    String named =
        Optional.ofNullable(System.getenv("MAYDAY_CACHE"))
            .filter(v -> !v.isBlank())
            .orElse(".mayday");
    return Path.of(named).toAbsolutePath().normalize();
  }

  /** Copies a folder of the jar (or of the build) to a folder on disk. */
  static void unpack(String resource, Path target) {
    try {
      URI place = Cache.class.getResource("/" + resource).toURI();
      if (!"jar".equals(place.getScheme())) {
        copy(Path.of(place), target);
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        copy(jar.getPath("/" + resource), target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) Files.createDirectories(target);
        else Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * The service's installed dependencies: by npm from the lock file, once; whoever comes second
   * finds them complete, because they are moved into place as a whole.
   *
   * @param source folder with package.json and package-lock.json
   */
  static Path modules(Path source, Programs programs) {
    try {
      String lock = Files.readString(source.resolve("package-lock.json"));
      Path home = root().resolve("sandbox-modules-" + Integer.toHexString(lock.hashCode()));
      if (!Files.isDirectory(home)) install(source, home, programs);
      return home.resolve("node_modules");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void install(Path source, Path home, Programs programs) throws IOException {
    Files.createDirectories(root());
    Path part = Files.createTempDirectory(root(), "sandbox-modules");
    for (String name : List.of("package.json", "package-lock.json"))
      Files.copy(source.resolve(name), part.resolve(name));
    Exec.in(part)
        .within(INSTALL)
        .with(programs.path())
        .run(
            List.of(
                programs.npm().toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--loglevel=error"));
    try {
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Private.delete(part);
      if (!Files.isDirectory(home)) throw e;
    }
  }
}
