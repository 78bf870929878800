package dev.mayday.worker;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether folders can be worked in. */
final class Folders {
  private static final long ROOM = 256L << 20;

  private Folders() {}

  /** The folder, or the nearest above it that exists, can be written to and has room. */
  static String roomy(String name) {
    Path folder = writable(Path.of(name));
    // Asked of the folder itself: Files.getFileStore wants a mount table that knows it.
    long room = folder.toFile().getUsableSpace();
    if (room < ROOM)
      throw new Refused(
          folder
              + " has only "
              + (room >> 20)
              + " MiB of room\nHINT: make room; 256 MiB at least, and as much as the sessions"
              + " take twice");
    return "can be written to, " + (room >> 20) + " MiB of room";
  }

  private static Path writable(Path name) {
    Path folder = name;
    while (!Files.exists(folder)) folder = folder.getParent();
    try {
      Files.delete(Files.createTempFile(folder, ".mayday-check", ""));
      return folder;
    } catch (IOException e) {
      throw new Refused(
          folder + " cannot be written to\nHINT: give it to the user that the worker runs as");
    }
  }
}
