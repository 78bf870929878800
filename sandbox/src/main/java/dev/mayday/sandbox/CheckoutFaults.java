package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;

/** What people and dead programs leave in a checkout. */
record CheckoutFaults(World world) {
  private static final String SWOLLEN = "\nWhat follows fills the disk.\n";
  private static final String CHANGE = "\nSomebody's note, not committed.\n";

  /** In a file that both modes have, each in its own words: a checkout would run over it. */
  void change() {
    write(readme(), Text.of(readme()) + CHANGE);
  }

  void unchange() {
    String text = Text.of(readme());
    if (text.contains(CHANGE)) write(readme(), text.replace(CHANGE, ""));
  }

  /** A tracked file grows by this much. */
  void swell(long size) {
    byte[] more = new byte[(int) size];
    new Random(size).nextBytes(more); // nothing that git could keep in less room
    try {
      Files.writeString(readme(), SWOLLEN, StandardOpenOption.APPEND);
      Files.write(readme(), more, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As people make room: the folder to which Mayday renamed it out of the way goes as well. */
  void shrink() {
    try (Stream<Path> all = Files.walk(Path.of(world.checkout()), 2)) {
      for (Path file : all.filter(path -> path.endsWith(readme().getFileName())).toList())
        shrink(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shrink(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(SWOLLEN);
    if (end < 0) return;
    if (file.equals(readme())) {
      Files.writeString(file, text.substring(0, end), StandardCharsets.ISO_8859_1);
    } else {
      Files.delete(file);
      Files.delete(file.getParent());
    }
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

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
