package dev.mayday.system;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import io.temporal.activity.ActivityInterface;

/** The copy of the sessions that makes the fallback minutes old and not a year. */
@ActivityInterface(namePrefix = "WarmCopy")
public interface WarmCopy {
  /**
   * Lists (company, type, id, row version) in one REPEATABLE READ snapshot, fetches what changed,
   * drops what vanished, verifies, and makes the new generation current by one rename. Never
   * touches the folder that the service uses. Streams; a second attempt starts from what is
   * complete while that is younger than {@link SessionStore#maxCopyAge()}. Keeps the current and
   * the previous generation. The copy's snapshot is also a gauge on {@code /metrics}.
   *
   * <p>Tried once: the schedule tries again, and looks first whether a recovery runs by then.
   *
   * @throws Unsafe when a usable company would be lost, or more of one's keys than {@link
   *     SessionStore#copyMayShrink()}, and nobody accepted that; the old generations stay
   * @throws Unavailable when the database does not answer or the disk is full; the old generation
   *     stays
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.LONG, again = false)
  Copy refresh(Database database, SessionStore store);
}
