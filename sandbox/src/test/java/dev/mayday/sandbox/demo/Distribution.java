package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The classes that this test runs with, laid out as a build would leave them: Maven runs once. */
final class Distribution {
  private Distribution() {}

  /** Fills a folder as {@code sandbox/target} is after a build. */
  static void into(Path target) throws IOException {
    Path lib = Files.createDirectories(target.resolve("lib"));
    int n = 0;
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path path = Path.of(entry);
      if (entry.endsWith("-tests.jar") || path.endsWith("test-classes")) continue;
      String name = "%03d-%s".formatted(n++, path.getFileName());
      if (Files.isDirectory(path)) pack(path, lib.resolve(name + ".jar"));
      else if (Files.exists(path)) Files.createSymbolicLink(lib.resolve(name), path);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
