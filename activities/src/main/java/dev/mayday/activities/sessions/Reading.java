package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads files that somebody may be writing: Baileys truncates, then writes. */
final class Reading {
  private static final int TRIES = 6;
  private static final long PAUSE_MILLIS = 25;

  /** A file that nobody has written for so long is not being written. */
  private static final Duration CALM = Duration.ofSeconds(2);

  private static final int LARGEST = 16 << 20;

  private Reading() {}

  /** The bytes of a regular file, no link; empty when it cannot be read. */
  static Optional<byte[]> whole(Path file) {
    try {
      return Optional.ofNullable(bytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The bytes of a regular file, no link, cut off where no key is that large; null when it is none
   * or may not be read.
   */
  static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return null;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(LARGEST + 1);
    } catch (AccessDeniedException noRight) {
      return null;
    }
  }

  /**
   * As {@link #bytes}. What does not read as JSON and was written just now is read again until it
   * does, or has been left alone: on a machine that is busy a file lies empty for longer than a
   * moment between the two.
   */
  static byte[] settled(Path file) throws IOException {
    long end = System.nanoTime() + CALM.toNanos();
    byte[] bytes = bytes(file);
    while (bytes != null && fresh(file) && torn(bytes) && System.nanoTime() < end) {
      pause();
      bytes = bytes(file);
    }
    return bytes;
  }

  /** As {@link #settled}; empty when it cannot be read. */
  static Optional<byte[]> json(Path file) {
    try {
      return Optional.ofNullable(settled(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As {@link #json}, until two readings in a row agree; the last one when they never do. */
  static Optional<byte[]> stable(Path file) {
    Optional<byte[]> bytes = json(file);
    for (int i = 1; i < TRIES && bytes.isPresent(); i++) {
      Optional<byte[]> again = json(file);
      boolean same = again.isPresent() && Arrays.equals(again.get(), bytes.get());
      if (same) return again;
      bytes = again;
      pause();
    }
    return bytes;
  }

  private static boolean fresh(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return written.isAfter(Instant.now().minus(CALM));
  }

  private static boolean torn(byte[] bytes) {
    return Content.of(bytes).meaning().isEmpty();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
