package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Shows before anything is touched that staged sessions can later be put in place in one step: a
 * trial with two empty folders beside the service's own.
 */
final class Ground {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private final Place place;
  private final Swap swap;

  Ground(Place place, Swap swap) {
    this.place = place;
    this.swap = swap;
  }

  /** Returns whose the installed files must be. */
  Owner prove() throws IOException {
    if (place.present() && !Files.isDirectory(place.folder()))
      throw new Refused(
          place.folder() + " is no folder\nHINT: check sessions.folder in mayday.yaml");
    if (mounted())
      throw new Unsafe(
          place.folder()
              + " is a mount point, which cannot be exchanged in one step"
              + "\nHINT: let the service read a folder inside of it");
    return owner(trial());
  }

  private Owner owner(Owner worker) throws IOException {
    Owner service = place.owner();
    if (worker.uid() == 0 || worker.uid() == service.uid()) return service;
    throw new Unsafe(
        "the service's sessions belong to user "
            + service.uid()
            + ", but the worker runs as user "
            + worker.uid()
            + "\nHINT: run the host's worker as the service's user or as root");
  }

  private Owner trial() throws IOException {
    String name = place.folder().getFileName() + ".mayday-trial-" + ProcessHandle.current().pid();
    Path one = place.folder().resolveSibling(name + "-a");
    Path other = place.folder().resolveSibling(name + "-b");
    try {
      Disk.folder(one);
      Disk.folder(other);
      exchange(one, other);
      return Owner.of(one);
    } catch (AccessDeniedException e) {
      throw new Refused(
          "nothing can be made beside "
              + place.folder()
              + "\nHINT: give the worker's user the right to write in "
              + place.folder().getParent());
    } finally {
      Disk.delete(one);
      Disk.delete(other);
    }
  }

  private void exchange(Path one, Path other) {
    try {
      swap.exchange(one, other);
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new Unsafe(
          "the file system of "
              + place.folder().getParent()
              + " cannot exchange two folders in one step ("
              + e.getClass().getSimpleName()
              + ")\nHINT: keep the sessions on a file system that can (ext4, xfs, btrfs, tmpfs),"
              + " Linux 3.15 or newer");
    }
  }

  /** In that file blanks are written as octal numbers. */
  private boolean mounted() throws IOException {
    if (!Files.isReadable(MOUNTS)) return false;
    String written = place.folder().toString().replace("\\", "\\134").replace(" ", "\\040");
    try (Stream<String> mounts = Files.lines(MOUNTS)) {
      return mounts.anyMatch(line -> line.split(" ", 6)[4].equals(written));
    }
  }
}
