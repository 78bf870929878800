package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/**
 * The classes of Mayday, loaded once for all tests: some hundred processes of Mayday's are started
 * by them, and most of their time went into loading. The first ground that is raised leaves them;
 * whoever comes meanwhile goes on without.
 */
final class Classes {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ARCHIVE = TARGET.resolve("classes.jsa");

  private Classes() {}

  /** What starts Mayday in tests. */
  static Java java() {
    return new Java(Java.SOON, ARCHIVE);
  }

  /**
   * Sees to it that they are there, and as new as Mayday. A file lock is the process's: of stories
   * side by side in one process the second waits.
   */
  static synchronized void left(Scene scene) {
    try (FileChannel turn =
            FileChannel.open(
                TARGET.resolve("classes.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock mine = turn.tryLock()) {
      if (mine != null && !isNew()) leave(scene);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void leave(Scene scene) throws IOException {
    Path behind = TARGET.resolve("classes.new");
    Files.deleteIfExists(behind);
    scene.leaveClasses(behind);
    if (Files.exists(behind)) Files.move(behind, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isNew() {
    return Files.exists(ARCHIVE)
        && Java.jars().map(Path::of).allMatch(jar -> changed(jar).compareTo(changed(ARCHIVE)) < 0);
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
