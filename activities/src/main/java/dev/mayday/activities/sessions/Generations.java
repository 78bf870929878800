package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The generations of the warm copy in their folder. Names sort by age. {@code current} is a link
 * that is exchanged in one rename; the generation before it stays for whoever still reads it.
 */
record Generations(Path copies) {
  private static final String PREFIX = "copy-";

  /** The generation that {@code current} names, when it is complete. */
  Optional<String> current() throws IOException {
    try {
      String name = Files.readSymbolicLink(SessionFolder.current(copies)).getFileName().toString();
      return folder(name).complete() ? Optional.of(name) : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  SessionFolder folder(String name) {
    return SessionFolder.generation(copies, name);
  }

  /**
   * What a dead attempt left unfinished, the newest, else a new name. Each of its companies is of
   * one snapshot, the rest will be of another; so one that was begun longer ago than a copy may be
   * old is not gone on with.
   */
  String next(Instant now, Duration may) throws IOException {
    List<String> unfinished =
        names().stream()
            .filter(name -> name.compareTo(named(now.minus(may))) >= 0)
            .filter(name -> !folder(name).complete())
            .toList();
    return unfinished.isEmpty() ? named(now) : unfinished.get(unfinished.size() - 1);
  }

  private static String named(Instant begun) {
    return PREFIX + "%015d".formatted(begun.toEpochMilli());
  }

  /** Makes a generation the current one and removes all but it and the one before. */
  void swap(String name, Optional<String> before) throws IOException {
    Path aside = copies.resolve("current.new");
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, Path.of(name));
    Files.move(aside, SessionFolder.current(copies), StandardCopyOption.ATOMIC_MOVE);
    Disk.force(copies);
    for (String other : names())
      if (!other.equals(name) && !Optional.of(other).equals(before))
        Disk.delete(copies.resolve(other));
  }

  /** Removes what is unfinished; a full disk needs the room. */
  void clear() throws IOException {
    for (String name : names()) if (!folder(name).complete()) Disk.delete(copies.resolve(name));
  }

  private List<String> names() throws IOException {
    return Disk.names(copies).stream().filter(name -> name.startsWith(PREFIX)).toList();
  }
}
