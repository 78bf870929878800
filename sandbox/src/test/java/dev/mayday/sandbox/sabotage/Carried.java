package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Where an order was carried out.
 *
 * @param mark whoever is held is held as long as this file is there
 * @param position the how-many-th activity of its run it is
 * @param attempt the attempt; its number is 0, and its end is not known before it is over
 */
public record Carried(Path mark, int position, Done attempt) {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Empty where whoever was held has been let go meanwhile. */
  static Optional<Carried> of(Path mark) {
    try {
      String[] parts = Files.readString(mark).split(" ", 2);
      return Optional.of(new Carried(mark, Integer.parseInt(parts[0]), Done.of(parts[1])));
    } catch (NoSuchFileException letGo) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Carried written(Path mark, int position, ActivityInfo info) throws IOException {
    Carried carried = new Carried(mark, position, Done.of(0, info, ""));
    Path aside = mark.resolveSibling(mark.getFileName() + ".part");
    Files.writeString(aside, position + " " + carried.attempt.line());
    Sabotage.move(aside, mark);
    return carried;
  }

  void awaitRelease() {
    while (Files.exists(mark)) LockSupport.parkNanos(PAUSE.toNanos());
  }

  /** Lets go whoever is held here; that somebody was stays known. */
  public void release() {
    try {
      Files.move(mark, released(mark), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException letGoBefore) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path released(Path mark) {
    return mark.resolveSibling(mark.getFileName() + ".released");
  }

  /** Whether somebody is held there, or was. */
  static boolean was(Path mark) {
    return Files.exists(mark) || Files.exists(released(mark));
  }
}
