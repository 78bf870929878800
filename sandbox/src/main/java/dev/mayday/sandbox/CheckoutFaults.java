package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What people and dead programs leave in a checkout. */
record CheckoutFaults(World world) {
  private static final String CHANGE = "\nSomebody's note, not committed.\n";

  /** In a file that both modes have, each in its own words: a checkout would run over it. */
  void change() {
    write(readme(), read(readme()) + CHANGE);
  }

  void unchange() {
    String text = read(readme());
    if (text.contains(CHANGE)) write(readme(), text.replace(CHANGE, ""));
  }

  void lock() {
    try {
      Files.writeString(lockFile(), "", StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unlock() {
    try {
      Files.deleteIfExists(lockFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path readme() {
    return Path.of(world.checkout()).resolve("README.md");
  }

  private Path lockFile() {
    return Path.of(world.checkout()).resolve(".git/index.lock");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
