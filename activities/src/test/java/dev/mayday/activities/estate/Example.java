package dev.mayday.activities.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of the documentation, and small changes to it. */
final class Example {
  private Example() {}

  static Path docs() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
      if (Files.exists(at.resolve("docs/mayday.example.yaml"))) return at.resolve("docs");
    throw new IllegalStateException("there is no docs folder above the working folder");
  }

  static String text() {
    return read(docs().resolve("mayday.example.yaml"));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("mayday.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
