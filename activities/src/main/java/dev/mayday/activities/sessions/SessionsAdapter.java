package dev.mayday.activities.sessions;

import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.activities.sessions.format.ManifestHeader;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Fence;
import dev.mayday.system.Sessions;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import dev.mayday.system.Swept;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@link Sessions} on this host's disk and, where it still reads, the live database. */
public final class SessionsAdapter implements Sessions {
  private static final String FENCED = "sessions";

  private final LiveRows rows;
  private final Fences fences;
  private final Clock clock;
  private final Swap swap;
  private final Duration wait;

  /**
   * Works on the host that it runs on.
   *
   * @param rows the rows of the live database
   * @param fences where the highest fence of this host's targets is kept
   */
  public SessionsAdapter(LiveRows rows, Fences fences) {
    this(rows, fences, Clock.systemUTC(), Linux::exchange, Duration.ofSeconds(10));
  }

  SessionsAdapter(LiveRows rows, Fences fences, Clock clock, Swap swap, Duration wait) {
    this.wait = wait;
    this.rows = rows;
    this.fences = fences;
    this.clock = clock;
    this.swap = swap;
  }

  @Override
  public List<Source> sources(Database database, SessionStore store) {
    return new Sources(rows, database, store).all();
  }

  @Override
  public Staged stage(
      Database database, SessionStore store, Source source, String name, Instant lastWrite) {
    Place place = Place.of(store);
    Sources sources = new Sources(rows, database, store);
    Instant snapshot = sources.snapshot(source, clock.instant());
    ManifestHeader header =
        new ManifestHeader(
            name,
            source.kind(),
            source.name(),
            snapshot,
            lastWrite,
            store.generation(),
            ratchets(source, snapshot, lastWrite),
            store.preKeyLeap());
    return onDisk(
        place,
        () ->
            new Staging(place, header, wait)
                .stage(new Ground(place, swap).prove(), sources.feed(source, place)));
  }

  @Override
  public void discard(SessionStore store, String name) {
    Place place = Place.of(store);
    onDisk(
        place,
        () -> {
          new Removal(place).discard(name);
          return null;
        });
  }

  @Override
  public void install(SessionStore store, String name, Fence fence) {
    fences.hold(
        fence, FENCED, () -> change(store, name, i -> i.install(fence.run(), clock.instant())));
  }

  @Override
  public void putBack(SessionStore store, String name, Fence fence) {
    fences.hold(fence, FENCED, () -> change(store, name, Installation::putBack));
  }

  @Override
  public Swept sweep(SessionStore store, Instant before) {
    Place place = Place.of(store);
    return onDisk(place, () -> new Sweep(place, before).swept());
  }

  /**
   * Ratchets come along only when nothing can have been written after the snapshot. The time of a
   * file says when it was put there, not what its content is from; so from files they never do.
   */
  private static boolean ratchets(Source source, Instant snapshot, Instant lastWrite) {
    return source.kind() != Source.Kind.FILES && lastWrite != null && !snapshot.isBefore(lastWrite);
  }

  private void change(SessionStore store, String name, Change change) {
    Place place = Place.of(store);
    onDisk(
        place,
        () -> {
          change.on(new Installation(place, name, swap));
          return null;
        });
  }

  private static <T> T onDisk(Place place, Work<T> work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw Disk.failed(place.folder(), e);
    }
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  private interface Change {
    void on(Installation installation) throws IOException;
  }
}
