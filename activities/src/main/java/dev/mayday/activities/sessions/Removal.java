package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes what a run kept aside, never what lay or lies in the service's own folder: where an
 * installation could not be put back, what it parked is the only copy of what was there before. The
 * manifest of sessions that are in place, or parked to come back, stays: the way back to the
 * database compares with it.
 */
record Removal(Place place) {
  void discard(String name) throws IOException {
    SessionFolder staged = place.staged(name);
    if (own(staged, name)) Disk.delete(staged.content());
    boolean parked = there(staged.content()) || there(place.was(name));
    if (!parked && !carried(name)) Disk.delete(staged.book());
  }

  /**
   * Whether the folder under the staged name is what was staged. Its stamp is written right before
   * the exchange: with it, a folder without the name may be the service's, not parked yet.
   */
  private static boolean own(SessionFolder staged, String name) throws IOException {
    return named(staged.content(), name) || !there(staged.book().resolve(InstalledStamp.FILE));
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a folder that the service reads, or may read again, was staged under that name. */
  boolean carried(String name) throws IOException {
    if (named(place.folder(), name)) return true;
    Path parent = place.folder().getParent();
    List<String> others = Disk.names(parent);
    String before = place.folder().getFileName() + ".mayday-";
    for (String other : others)
      if (other.startsWith(before) && other.endsWith(".was") && named(parent.resolve(other), name))
        return true;
    return false;
  }

  private static boolean named(Path folder, String name) throws IOException {
    return InstalledStamp.pointer(folder).filter(name::equals).isPresent();
  }
}
