package dev.mayday.activities.env;

import dev.mayday.activities.disk.Disk;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code .env} file where it lies; a link stays a link, and what it points to is replaced. */
record DotenvFile(Path path) {
  private static final long LARGEST = 1 << 20;

  Image read() {
    try {
      if (Files.size(path) > LARGEST || !Files.isRegularFile(path))
        throw refused("is no file of at most 1 MiB");
      return new Image(Files.readAllBytes(path));
    } catch (IOException e) {
      throw refused("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Puts new bytes in place by one rename, with the mode and the owner that the file has. */
  void replace(String expected, Image next) {
    try {
      Path real = path.toRealPath();
      Path aside = aside(real);
      Disk.write(aside, next.bytes());
      dress(real, aside);
      compare(expected, aside);
      Disk.rename(aside, real);
    } catch (IOException e) {
      throw new Unavailable(
          "%s cannot be written: %s\nHINT: see that the disk has room and the folder is writable"
              .formatted(path, e.getClass().getSimpleName()));
    }
  }

  /** Removes what an attempt that was killed may have left beside the file. */
  void sweep() {
    try {
      Disk.remove(aside(path.toRealPath()));
    } catch (IOException e) {
      throw new Unavailable(
          "%s.mayday-next cannot be removed: %s\nHINT: see that the folder is writable"
              .formatted(path, e.getClass().getSimpleName()));
    }
  }

  private static Path aside(Path real) {
    return real.resolveSibling(real.getFileName() + ".mayday-next");
  }

  private void dress(Path real, Path aside) throws IOException {
    try {
      Disk.dressAs(real, aside);
    } catch (IOException e) {
      Files.delete(aside);
      throw refused("belongs to somebody else, and only root can keep that");
    }
  }

  /** As late as can be, since an editor does not know of our locks. */
  private void compare(String expected, Path aside) throws IOException {
    if (read().hash().equals(expected)) return;
    Files.delete(aside);
    throw new Unsafe(
        path + " was changed this very moment\nHINT: see who works on it; nothing was written");
  }

  private Refused refused(String why) {
    return new Refused(path + " " + why + "\nHINT: see settings.path, and who may read the file");
  }
}
