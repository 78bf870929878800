package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderProof;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts a staged folder in the service's place and back. Which of the two is in place is told by the
 * folder itself, which carries its name through the exchange; so a step that died between any two
 * of these lines is finished by the next attempt.
 */
final class Installation {
  private final Place place;
  private final String name;
  private final SessionFolder staged;
  private final Path was;
  private final Swap swap;

  Installation(Place place, String name, Swap swap) {
    this.place = place;
    this.name = name;
    this.staged = place.staged(name);
    this.was = place.was(name);
    this.swap = swap;
  }

  void install(String run, Instant now) throws IOException {
    if (!inPlace()) {
      prove();
      new InstalledStamp(name, run, now, place.present()).write(staged);
      exchange();
    }
    park();
    if (!inPlace()) throw unsafe("is not in place after it was put there", "look into both");
  }

  /** The one step that the service can see. */
  void exchange() throws IOException {
    if (place.present()) swap.exchange(staged.content(), place.folder());
    else Linux.move(staged.content(), place.folder());
    Disk.force(place.folder().getParent());
  }

  void putBack() throws IOException {
    if (inPlace()) {
      park();
      if (before().present()) swap.exchange(kept(), place.folder());
      else Linux.move(place.folder(), staged.content());
      Disk.force(place.folder().getParent());
    }
    unpark();
    if (inPlace()) throw unsafe("is still in place after it was put back", "look into both");
  }

  /** Whether the service's folder is the one staged under this name. */
  private boolean inPlace() throws IOException {
    return names(place.folder());
  }

  private boolean names(Path folder) throws IOException {
    return InstalledStamp.pointer(folder).filter(name::equals).isPresent();
  }

  private void prove() throws IOException {
    if (!staged.complete() || !there(staged.content()))
      throw unsafe("is not there or not complete", "stage the sessions again");
    Optional<String> wrong = FolderProof.of(staged, place.names());
    if (wrong.isPresent())
      throw unsafe(wrong.get() + ", so it is not what was verified", "stage the sessions again");
    if (!names(staged.content())) throw unsafe("lost its name", "stage the sessions again");
    if (there(was)) throw unsafe("has something parked already", "look into " + was);
  }

  private InstalledStamp before() throws IOException {
    try {
      Optional<InstalledStamp> stamp = InstalledStamp.of(staged);
      if (stamp.isPresent()) return stamp.get();
    } catch (Damage damaged) {
      throw unsafe("has a stamp that cannot be read", "look into " + staged.book());
    }
    throw unsafe("is in place without its stamp", "look into " + staged.book());
  }

  private Path kept() {
    if (there(was)) return was;
    throw unsafe("is in place, but what was there before is gone", "look for " + was);
  }

  /** After the exchange what was there lies under the staged name. */
  private void park() throws IOException {
    if (!there(staged.content()) || names(staged.content())) return;
    Linux.move(staged.content(), was);
    Disk.force(was.getParent());
  }

  private void unpark() throws IOException {
    if (!there(was)) return;
    if (!names(was))
      throw unsafe("is not in place, yet what was there before is parked", "look into " + was);
    Linux.move(was, staged.content());
    Disk.force(was.getParent());
  }

  private static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Unsafe unsafe(String what, String hint) {
    return new Unsafe("the staged folder " + staged.content() + " " + what + "\nHINT: " + hint);
  }
}
