package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.SessionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Removes what a run kept aside, never the service's own folder. The manifest of sessions that are
 * in place, or parked to come back, stays: the way back to the database compares with it.
 */
record Removal(Place place) {
  void discard(String name) throws IOException {
    SessionFolder staged = place.staged(name);
    Optional<String> parked = InstalledStamp.pointer(place.was(name));
    Disk.delete(staged.content());
    Disk.delete(place.was(name));
    if (parked.isPresent()) forget(parked.get());
    forget(name);
  }

  private void forget(String name) throws IOException {
    if (!carried(name)) Disk.delete(place.staged(name).book());
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
