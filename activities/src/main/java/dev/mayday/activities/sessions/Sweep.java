package dev.mayday.activities.sessions;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.FolderProof;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.Names;
import dev.mayday.system.Swept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes what ended runs left beside the service's folder, as far as it is Mayday's own: a staged
 * folder that nobody wrote to since, a book that no folder needs, a trial's empty folders. What the
 * service may have written is only named.
 */
final class Sweep {
  private static final String BOOK = ".book";
  private static final String WAS = ".was";

  private final Place place;
  private final Instant before;
  private final String prefix;
  private final List<String> left = new ArrayList<>();
  private int removed;

  Sweep(Place place, Instant before) {
    this.place = place;
    this.before = before;
    this.prefix = place.folder().getFileName() + ".mayday-";
  }

  Swept swept() throws IOException {
    for (String file : Disk.names(place.folder().getParent()))
      if (file.startsWith(prefix)) look(file, file.substring(prefix.length()));
    return new Swept(removed, left);
  }

  private void look(String file, String rest) throws IOException {
    Pulse.beat(file);
    Path path = place.folder().resolveSibling(file);
    if (rest.startsWith("trial-")) trial(path);
    else if (rest.endsWith(WAS)) left.add(path + ": what lay in the service's folder before");
    else if (rest.endsWith(BOOK)) book(rest.substring(0, rest.length() - BOOK.length()));
    else if (name(rest)) staged(rest);
  }

  private void trial(Path path) throws IOException {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (folder && old(path) && Disk.names(path).isEmpty()) remove(path);
  }

  /** What is wrong with it a person must see: it may hold what the service wrote. */
  private void staged(String name) throws IOException {
    SessionFolder staged = place.staged(name);
    Path content = staged.content();
    Optional<String> pointer = InstalledStamp.pointer(content);
    if (!old(content) || !old(staged.book())) return;
    if (!staged.complete() && !Files.exists(stamp(staged))) removeBoth(staged);
    else if (!pointer.equals(Optional.of(name)))
      left.add(content + ": what lay in the service's folder before");
    else if (FolderProof.of(staged, place.names()).isPresent())
      left.add(content + ": it was changed after it was staged");
    else removeBoth(staged);
  }

  /** The stamp is written before the exchange: where it is, the folder may have been in use. */
  private static Path stamp(SessionFolder staged) {
    return staged.book().resolve(InstalledStamp.FILE);
  }

  private void removeBoth(SessionFolder staged) throws IOException {
    remove(staged.content());
    Disk.delete(staged.book());
  }

  private void book(String name) throws IOException {
    if (!name(name)) return;
    SessionFolder staged = place.staged(name);
    if (!Files.exists(staged.book())) return; // it went with its content
    boolean alone = !Files.exists(staged.content(), LinkOption.NOFOLLOW_LINKS);
    if (alone && old(staged.book()) && !new Removal(place).carried(name)) remove(staged.book());
  }

  private void remove(Path path) throws IOException {
    Disk.delete(path);
    removed++;
  }

  private static boolean name(String text) {
    try {
      Names.require("name", text);
      return true;
    } catch (IllegalArgumentException somebodyElses) {
      return false;
    }
  }

  /** Whether neither the folder nor what lies directly in it was touched since. */
  private boolean old(Path folder) throws IOException {
    if (!touchedBefore(folder)) return false;
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return true;
    for (String file : Disk.names(folder)) if (!touchedBefore(folder.resolve(file))) return false;
    return true;
  }

  private boolean touchedBefore(Path path) throws IOException {
    try {
      Instant touched = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      return touched.isBefore(before);
    } catch (NoSuchFileException absent) {
      return true;
    }
  }
}
