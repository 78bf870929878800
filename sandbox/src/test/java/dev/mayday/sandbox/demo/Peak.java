package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process ever held, all of it and not its heap alone. */
final class Peak {
  /**
   * A heap of 512 MB, and what a JVM needs beside it: what is kept outside the heap is found by
   * this, what is kept on it by {@link Heap}.
   */
  static final long MOST = 1_000;

  private Peak() {}

  static long megabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
