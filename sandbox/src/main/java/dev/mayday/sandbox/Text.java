package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that must be there. */
public final class Text {
  private Text() {}

  /** The whole of it, in UTF-8. */
  public static String of(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
