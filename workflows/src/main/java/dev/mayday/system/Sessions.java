package dev.mayday.system;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/**
 * The sessions of a service on its host: where they can be taken from, made ready aside, and put in
 * place as files. Everything aside carries the run's name and is never read by the service.
 */
@ActivityInterface(namePrefix = "Sessions")
public interface Sessions {
  /**
   * Where sessions can be taken from now, best first. A source that cannot be read is left out.
   * Reads only.
   */
  @Effect(value = Effect.Kind.READ, pace = Effect.Pace.SETTLING)
  List<Source> sources(Database database, SessionStore store);

  /**
   * Makes a staged folder {@code name} from a source: every company's credentials are checked by
   * meaning, unusable companies are kept apart, files are 0600 in folders 0700, written aside,
   * verified by reading them back, and fsynced. Streams; heartbeats how far it is, and resumes
   * after the last whole company on the disk. Doing it again for the same name and source adopts
   * what is complete and finishes the rest.
   *
   * <p>It takes no fence, for it changes nothing that anybody uses: it writes under the run's own
   * name alone, one attempt at a time. A stalled attempt that wakes while another works ends in
   * {@link Unavailable}; after the other it adopts what is there; after {@link #install} or {@link
   * #putBack} it leaves the folder in use as it is; after {@link #discard} it makes at most another
   * folder under that name, which {@link #sweep} forgets.
   *
   * @param lastWrite a moment after which the service can have written nothing, or null when
   *     unknown; {@link Instant#EPOCH} when it is proven stopped, so that whatever is read from now
   *     on is later than the last write. It is compared with the snapshot, which has the host's
   *     time: a moment of another clock is not good enough to say "stopped". Ratchets come along
   *     only when the source's snapshot is not before it; else they are kept aside and both pre-key
   *     counters rise by {@link SessionStore#preKeyLeap()}
   * @throws Refused when the source is gone or holds no company
   * @throws Unavailable when the database stops answering or the disk is full
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.LONG)
  Staged stage(
      Database database, SessionStore store, Source source, String name, Instant lastWrite);

  /**
   * Removes a staged folder; absent is fine. What {@link #install} parked under its name stays: it
   * is the only copy of what the service had before, as long as nobody has put it back, and {@link
   * #sweep} names it.
   */
  @Effect(value = Effect.Kind.REPEATABLE, pace = Effect.Pace.LONG)
  void discard(SessionStore store, String name);

  /**
   * Exchanges the service's folder with the staged one in one atomic rename, so that no start can
   * find a missing or partial one; what was there stays under the run's name. If the folder already
   * carries this run's stamp, it is adopted.
   *
   * @throws Unsafe when the staged folder does not match what was verified
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.LONG)
  void install(SessionStore store, String name, Fence fence);

  /**
   * Undoes {@link #install}: the folder as it was, or absent as it was. Harmless when not
   * installed.
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  void putBack(SessionStore store, String name, Fence fence);

  /**
   * Forgets what ended runs left beside the service's folder and what was last touched before
   * {@code before}: folders that were staged and are still what was verified, or never were
   * complete, and books of sessions that no folder carries any more. Whatever the service may have
   * written is never removed: the folder in use and its book stay, what an installation parked
   * stays, and a staged folder that was changed stays; the last two are named.
   *
   * <p>The caller sees to it that no recovery of this service runs.
   */
  @Effect(value = Effect.Kind.REPEATABLE, pace = Effect.Pace.LONG)
  Swept sweep(SessionStore store, Instant before);
}
