package dev.mayday.activities.env;

import dev.mayday.activities.disk.Disk;
import dev.mayday.incident.Target;
import dev.mayday.system.Swept;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** All sealed copies of one service. They hold its secrets, so they do not stay for ever. */
record Sealed(Path folder) {
  static Sealed of(Path sealed, String service) {
    return new Sealed(sealed.resolve(service.replace('/', '~')));
  }

  static Sealed of(Path sealed, Target target) {
    return of(sealed, target.toString());
  }

  Path before(String name) {
    return folder.resolve(name + ".env");
  }

  Path after(String name) {
    return folder.resolve(name + ".env.after");
  }

  /** Removes the copies that are older; a copy that is kept keeps its hash, too. */
  Swept sweep(Instant before) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> old = all.filter(copy -> ours(copy) && older(copy, before)).sorted().toList();
      for (Path copy : old) Disk.remove(copy);
      long copies = old.stream().filter(copy -> copy.toString().endsWith(".env")).count();
      return new Swept((int) copies, List.of());
    } catch (NoSuchFileException none) {
      return new Swept(0, List.of());
    } catch (IOException e) {
      throw new Unavailable(
          "old sealed copies in %s cannot be removed: %s\nHINT: see the state folder's disk and owner"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  private static boolean ours(Path file) {
    String name = file.getFileName().toString();
    boolean named = name.endsWith(".env") || name.endsWith(".env.after") || name.endsWith(".next");
    return named && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The hash was written first, so it is never kept longer than its copy by accident. */
  private static boolean older(Path copy, Instant before) {
    String name = copy.toString();
    Path with = name.endsWith(".after") ? Path.of(name.replaceFirst("\\.after$", "")) : copy;
    return touched(with, copy).isBefore(before);
  }

  private static Instant touched(Path one, Path otherwise) {
    try {
      Path file = Files.exists(one, LinkOption.NOFOLLOW_LINKS) ? one : otherwise;
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException goneMeanwhile) {
      return Instant.MAX;
    }
  }
}
