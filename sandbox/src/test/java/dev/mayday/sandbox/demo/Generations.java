package dev.mayday.sandbox.demo;

import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The generations of the warm copy, as they lie on the host's disk.
 *
 * @param copies the folder that holds them
 */
record Generations(Path copies) {
  static Generations of(Ground ground) {
    return new Generations(ground.scene.copies());
  }

  /**
   * Waits until there is one or two, and each is whole. Copies go on being made, so it is not
   * always so; what a dead attempt leaves for good is seen.
   */
  void becomeWhole() {
    Until.holds("two generations at most, and both whole", this::whole);
  }

  private boolean whole() {
    try (Stream<Path> all = Files.list(copies)) {
      List<String> made =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("copy-"))
              .toList();
      return !made.isEmpty()
          && made.size() <= 2
          && made.stream().allMatch(name -> SessionFolder.generation(copies, name).complete());
    } catch (IOException | UncheckedIOException swept) {
      return false;
    }
  }
}
