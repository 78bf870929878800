package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What Mayday knew goes for good, as with a disk; the service is not touched. */
final class Lost {
  private Lost() {}

  /** A Temporal server with an empty store takes the place of the one that was there. */
  static void store(Ground ground) throws IOException {
    ground.scene.temporal().kill();
    try (Stream<Path> all = Files.list(ground.sandbox.folder())) {
      delete(all.filter(Lost::ofTheStore).toList());
    }
    ground.scene.temporal().start();
  }

  private static boolean ofTheStore(Path file) {
    return file.getFileName().toString().startsWith("temporal.db");
  }

  /** Mayday begins anew on an empty state folder. */
  static void state(Ground ground) throws IOException {
    ground.scene.killMayday();
    Path state = ground.sandbox.folder().resolve("mayday");
    try (Stream<Path> all = Files.walk(state)) {
      Stream<Path> within = all.filter(path -> !path.equals(state));
      delete(within.sorted(Comparator.reverseOrder()).toList());
    }
    ground.scene.startMayday();
  }

  private static void delete(List<Path> deepestFirst) throws IOException {
    for (Path one : deepestFirst) Files.delete(one);
  }
}
