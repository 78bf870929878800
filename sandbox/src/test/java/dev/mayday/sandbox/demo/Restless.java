package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who goes on editing a file: a step that compares before it sets is blocked by it, which
 * stops a recovery half-way, after the stop and before the point of no return. At the end the file
 * is as it was.
 */
final class Restless implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private final Path file;
  private final Path draft;
  private final byte[] was;
  private final Thread hand = new Thread(this::edit, "edits a file");
  private volatile boolean over;

  Restless(Path file, Path draft) {
    this.file = file;
    this.draft = draft;
    try {
      was = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hand.setDaemon(true);
    hand.start();
  }

  private void edit() {
    for (int n = 0; !over; n++) {
      write(("# edited " + n + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** In one rename, so that whoever reads it reads a whole file with its owner and mode. */
  private void write(byte[] more) {
    try {
      Files.copy(
          file, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.write(draft, was, StandardOpenOption.TRUNCATE_EXISTING);
      Files.write(draft, more, StandardOpenOption.APPEND);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      hand.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    write(new byte[0]);
  }
}
