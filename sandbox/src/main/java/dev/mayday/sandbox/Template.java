package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A text with places for values in it, each written as the name in <code>${}</code>. */
record Template(String text) {
  static Template of(Path file) {
    try {
      return new Template(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String filled(Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet())
      filled = filled.replace("${" + value.getKey() + "}", value.getValue());
    return filled;
  }
}
