package dev.mayday.activities.sessions;

import dev.mayday.activities.fence.Lock;
import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderProof;
import dev.mayday.activities.sessions.format.FolderWriter;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.activities.sessions.format.Summary;
import dev.mayday.system.Refused;
import dev.mayday.system.Staged;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes one staged folder, or finds that it is there. */
final class Staging {
  private static final String LOCK = ".lock";

  private final Place place;
  private final SessionFolder staged;
  private final ManifestHeader wanted;
  private final Duration wait;

  /**
   * @param wait how long another attempt for the same name is waited for
   */
  Staging(Place place, ManifestHeader wanted, Duration wait) {
    this.wait = wait;
    this.place = place;
    this.staged = place.staged(wanted.name());
    this.wanted = wanted;
  }

  /**
   * What a heartbeat tells people: how many keys are written into which folder. It is no place to
   * go on from; that is the last whole company in the manifest that grows on the disk.
   */
  record Cursor(String folder, long keys) {}

  /**
   * One attempt at a time: a stalled one of the same run that wakes up finds what the later one
   * made, and adopts it, instead of writing into it.
   */
  @SuppressWarnings("try") // the lock is held, not looked at
  Staged stage(Owner owner, Feed feed) throws IOException {
    Disk.folder(staged.book());
    Lock lock = Lock.take(staged.book().resolve(LOCK), wait);
    try {
      return alone(owner, feed);
    } finally {
      lock.close();
    }
  }

  private Staged alone(Owner owner, Feed feed) throws IOException {
    Optional<Summary> there = complete();
    if (there.isPresent()) return staged(there.get());
    try (FolderWriter writer = writer(owner)) {
      point(owner);
      feed.into(writer);
      return staged(checked(writer.finish()));
    } catch (Damage damage) {
      throw new Unavailable(
          "the sessions staged from "
              + wanted.from()
              + " do not hold: something "
              + damage.getMessage()
              + "\nHINT: look at the disk of "
              + staged.content()
              + "; the step begins anew");
    }
  }

  /** A whole one for the same work is adopted; one for other work goes, unless it is in place. */
  private Optional<Summary> complete() throws IOException {
    if (!staged.complete()) return Optional.empty();
    boolean inPlace =
        InstalledStamp.pointer(place.folder()).filter(wanted.name()::equals).isPresent();
    Optional<Summary> there = sound();
    if (there.isPresent() && (inPlace || FolderProof.of(staged, place.names()).isEmpty()))
      return there;
    if (inPlace)
      throw new Refused(
          "sessions under the name "
              + wanted.name()
              + " are in place already, from another source\nHINT: put them back first");
    clear();
    return Optional.empty();
  }

  /** What the manifest says, when it is whole and for the same work. */
  private Optional<Summary> sound() throws IOException {
    try {
      return Optional.of(Summary.of(staged.manifest())).filter(s -> s.header().sameWork(wanted));
    } catch (Damage damaged) {
      return Optional.empty();
    }
  }

  /** All but the lock that is held. */
  private void clear() throws IOException {
    Disk.delete(staged.manifest());
    Disk.delete(staged.content());
    for (String file : Disk.names(staged.book()))
      if (!file.equals(LOCK)) Disk.delete(staged.book().resolve(file));
  }

  private FolderWriter writer(Owner owner) throws IOException {
    return new FolderWriter(staged, place.names(), wanted, owner, new Progress(staged)::at);
  }

  /** The name that the folder carries with it into the service's place. */
  private void point(Owner owner) throws IOException {
    Path pointer = staged.content().resolve(SessionFolder.POINTER);
    Disk.replace(pointer, (wanted.name() + "\n").getBytes(StandardCharsets.UTF_8));
    owner.take(pointer);
  }

  private Summary checked(Summary summary) throws IOException {
    if (!summary.companies().isEmpty()) return summary;
    clear();
    Disk.delete(staged.book());
    throw new Refused(
        "there is no company in "
            + wanted.from()
            + "\n"
            + "HINT: choose another source of sessions, or check the names of tables and"
            + " folders");
  }

  private static Staged staged(Summary summary) {
    ManifestHeader header = summary.header();
    return new Staged(
        header.name(),
        header.source(),
        header.snapshot(),
        header.ratchets(),
        Bounded.of(summary.companies()));
  }

  /** Beats with how far it is. */
  private record Progress(SessionFolder staged) {
    void at(long keys) {
      Pulse.beat(new Cursor(staged.content().getFileName().toString(), keys));
    }
  }
}
