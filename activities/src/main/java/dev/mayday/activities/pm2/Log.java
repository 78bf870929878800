package dev.mayday.activities.pm2;

import dev.mayday.system.Unavailable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A log file that is read on from a place, also when it was renamed, or copied and cut, meanwhile.
 * What was thrown away (pm2 flush) or packed since cannot be read any more.
 */
final class Log {
  /** A longer line is matched by its beginning. */
  private static final int LONGEST = 1 << 16;

  private Log() {}

  /**
   * @param inode of the file, 0 when there was none
   * @param offset in bytes
   */
  record Place(long inode, long offset) {}

  /** The present end. */
  static Place end(Path file) {
    try {
      return Files.isRegularFile(file) ? new Place(inode(file), Files.size(file)) : new Place(0, 0);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** So far before the present end. */
  static Place tail(Path file, long bytes) {
    Place end = end(file);
    return new Place(end.inode(), Math.max(0, end.offset() - bytes));
  }

  /** Hands every line since {@code from} on, oldest first. */
  static void read(Path file, Place from, Consumer<String> line) {
    try {
      Optional<Path> before = before(file, from);
      if (before.isPresent()) lines(before.get(), from.offset(), line);
      for (Path between : between(file, before)) lines(between, 0, line);
      boolean same = before.isEmpty() && regular(file) && inode(file) == from.inode();
      lines(file, same && Files.size(file) >= from.offset() ? from.offset() : 0, line);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The file that holds what was written from the place to the rotation, if there was one. */
  private static Optional<Path> before(Path file, Place from) throws IOException {
    if (from.inode() == 0) return Optional.empty();
    boolean there = regular(file);
    if (there && inode(file) == from.inode() && Files.size(file) >= from.offset())
      return Optional.empty();
    boolean cut = there && inode(file) == from.inode();
    List<Path> rotated = rotated(file);
    for (Path path : rotated) if (!cut && inode(path) == from.inode()) return Optional.of(path);
    if (!cut) return Optional.empty();
    // copied and cut: the newest copy that is long enough to hold the place
    for (int i = rotated.size() - 1; i >= 0; i--)
      if (Files.size(rotated.get(i)) >= from.offset()) return Optional.of(rotated.get(i));
    return Optional.empty();
  }

  private static List<Path> between(Path file, Optional<Path> before) throws IOException {
    if (before.isEmpty()) return List.of();
    List<Path> rotated = rotated(file);
    return rotated.subList(rotated.indexOf(before.get()) + 1, rotated.size());
  }

  /** Renamed or copied logs of the same name, oldest first; packed ones cannot be read. */
  private static List<Path> rotated(Path file) throws IOException {
    String name = file.getFileName().toString();
    String stem = name.endsWith(".log") ? name.substring(0, name.length() - 4) : name;
    try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
      return all.filter(p -> rotation(p.getFileName().toString(), name, stem))
          .filter(Log::regular)
          .sorted(Comparator.comparing(Log::modified))
          .toList();
    }
  }

  private static boolean rotation(String name, String current, String stem) {
    boolean ours =
        name.startsWith(current) || name.startsWith(stem + "__") || name.startsWith(stem + "-2");
    return ours && !name.equals(current) && !name.endsWith(".gz") && !name.endsWith(".zip");
  }

  private static void lines(Path file, long from, Consumer<String> line) throws IOException {
    if (!regular(file)) return;
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      stream.skipNBytes(from);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int b = stream.read(); b >= 0; b = stream.read()) {
        if (b == '\n') flush(bytes, line);
        else if (bytes.size() < LONGEST) bytes.write(b);
      }
      if (bytes.size() > 0) flush(bytes, line);
    } catch (NoSuchFileException rotatedThisMoment) {
      throw new Unavailable(file + " was rotated this very moment\nHINT: it is read again");
    }
  }

  private static void flush(ByteArrayOutputStream bytes, Consumer<String> line) {
    line.accept(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
  }

  private static boolean regular(Path file) {
    return Files.isRegularFile(file);
  }

  private static long inode(Path file) throws IOException {
    return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
  }

  private static java.nio.file.attribute.FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Unavailable unreadable(Path file, IOException e) {
    return new Unavailable(
        "the log %s cannot be read: %s\nHINT: see its owner and mode"
            .formatted(file, e.getClass().getSimpleName()));
  }
}
