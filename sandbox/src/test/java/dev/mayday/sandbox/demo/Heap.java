package dev.mayday.sandbox.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a process of Java keeps: its heap once everything was collected that nobody holds. */
final class Heap {
  private static final Tool JCMD =
      new Tool(Path.of(System.getProperty("java.home"), "bin", "jcmd"));

  private Heap() {}

  /** Collects first, and counts what is left, whatever the heap may grow to. */
  static double megabytes(long pid) {
    List<String> words = List.of(String.valueOf(pid), "GC.class_histogram");
    String said = JCMD.in(Path.of("."), "", Map.of(), words).text();
    long bytes =
        said.lines()
            .filter(line -> line.startsWith("Total"))
            .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
            .findFirst()
            .orElseThrow(() -> new AssertionError(said));
    return bytes / 1e6;
  }
}
