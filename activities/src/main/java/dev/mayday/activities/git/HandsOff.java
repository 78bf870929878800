package dev.mayday.activities.git;

import dev.mayday.incident.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in a working tree and is none of git's business: sessions, copies and settings of the
 * service, and whatever Mayday makes beside them. A usual {@code .gitignore} names the sessions
 * folder and nothing beside it; some name nothing at all.
 *
 * @param paths relative to the tree
 */
record HandsOff(List<String> paths) {
  /** Everything that Mayday makes beside something carries this in its name. */
  static final String OWN = ".mayday-";

  static HandsOff of(Path tree, Checkout checkout) {
    return new HandsOff(
        checkout.handsOff().stream()
            .map(path -> Path.of(path).toAbsolutePath().normalize())
            .flatMap(path -> Stream.of(entry(path), real(path)))
            .filter(path -> path.startsWith(tree) && !path.equals(tree))
            .map(path -> tree.relativize(path).toString())
            .distinct()
            .toList());
  }

  /** These and more. */
  HandsOff and(List<String> more) {
    return new HandsOff(Stream.concat(paths.stream(), more.stream()).toList());
  }

  /** Whether this path, relative to the tree, is left alone. */
  boolean holds(String path) {
    return path.contains(OWN)
        || paths.stream().anyMatch(off -> path.equals(off) || path.startsWith(off + "/"));
  }

  /** Whether git's own small files, such as a {@code .gitkeep}, may be tracked at this path. */
  static boolean harmless(String path) {
    return !path.contains(OWN) && path.substring(path.lastIndexOf('/') + 1).startsWith(".git");
  }

  /** The same as lines of an exclude file. */
  String excludes() {
    return paths.stream()
        .map(path -> "/" + path.replaceAll("[\\\\*?\\[ ]", "\\\\$0") + "\n")
        .collect(Collectors.joining("", "\n*" + OWN + "*\n", ""));
  }

  /** Where the entry itself lies; it may be a link. */
  private static Path entry(Path path) {
    return path.getParent() == null ? path : real(path.getParent()).resolve(path.getFileName());
  }

  /** Also of what is not there yet. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path.getParent() == null ? path : entry(path);
    }
  }
}
