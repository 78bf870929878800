package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Raised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The classes of Mayday, loaded once for all tests: some hundred processes of Mayday's are started
 * by them, and most of their time went into loading. The first story leaves them; whoever comes
 * meanwhile goes on without.
 */
final class Classes {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ARCHIVE = TARGET.resolve("classes.jsa");

  private static boolean inVain;

  private Classes() {}

  /** What starts Mayday in tests. */
  static Java java() {
    return new Java(Java.SOON, ARCHIVE);
  }

  /**
   * Sees to it that they are there, and as new as Mayday. A file lock is the process's: of stories
   * side by side in one process the second waits. What stands in the way of a recovery here is for
   * the stories to say, which go on without them.
   */
  static synchronized void left() {
    if (inVain) return;
    try (FileChannel turn =
            FileChannel.open(
                TARGET.resolve("classes.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock mine = turn.tryLock()) {
      if (mine != null && !isNew()) leave();
    } catch (IOException | RuntimeException | AssertionError e) {
      inVain = true;
      System.out.println("no classes were left, and each process loads its own: " + e);
    }
  }

  /** Both recoveries on a ground of their own: what only starting loads is the smaller half. */
  private static void leave() throws IOException {
    Path behind = TARGET.resolve("classes.new");
    Files.deleteIfExists(behind);
    Path folder = Files.createTempDirectory("mayday-classes-");
    try {
      leave(folder, behind);
    } finally {
      remove(folder);
    }
    if (Files.exists(behind)) Files.move(behind, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void leave(Path folder, Path behind) {
    try (Ground ground = Ground.leaving(behind, Raised.up(folder.resolve("box"), 1, 60))) {
      ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
      recover(ground, "FallBackToFiles");
      ground.sandbox.heal(Fault.POSTGRES_STOPPED);
      recover(ground, "ReturnToPostgres");
      ground.scene.endMayday();
    }
  }

  private static void recover(Ground ground, String scenario) {
    String run = ground.begin(scenario, "to load what it needs");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    ground.end(run);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
    }
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
