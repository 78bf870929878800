package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads files that somebody may be writing: Baileys truncates, then writes. */
final class Reading {
  private static final int TRIES = 6;
  private static final long PAUSE_MILLIS = 25;
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

  /** As {@link #whole}, tried again for a moment while it does not read as JSON. */
  static Optional<byte[]> json(Path file) {
    Optional<byte[]> bytes = whole(file);
    for (int i = 1; i < TRIES && bytes.isPresent() && torn(bytes.get()); i++) {
      pause();
      bytes = whole(file);
    }
    return bytes;
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
