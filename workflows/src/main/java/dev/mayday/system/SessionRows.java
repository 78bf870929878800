package dev.mayday.system;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;

/** The sessions' rows in the database, on the way back from files. */
@ActivityInterface(namePrefix = "SessionRows")
public interface SessionRows {
  /**
   * Compares files with rows (three ways: what was installed, the files now, the rows now). Reads
   * only.
   *
   * @throws Refused when the folder carries no stamp of a fallback, or holds unreadable files; and,
   *     so that no service is stopped in vain, when {@link #bringBack} could not write: the
   *     database takes no writes, or the role lacks a right on a table or its schema (each is
   *     named, with the {@code GRANT} that gives it), or row security hides rows from it
   */
  @Effect(value = Effect.Kind.READ, pace = Effect.Pace.LONG)
  Returned compare(Database database, SessionStore store);

  /**
   * Brings the files into the rows in one transaction: nothing newer is overwritten, rows removed
   * on files are removed, and the rows as they were are kept in an undo table under {@code name}.
   * Content and counts are proven before the commit. The fence is kept and checked in the same
   * transaction. A second attempt that finds the first one's commit adopts it.
   *
   * @throws Unavailable when the database stops answering
   * @throws Refused when the fence is stale
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.LONG)
  Returned bringBack(Database database, SessionStore store, String name, Fence fence);

  /**
   * Undoes {@link #bringBack} from its undo table, row by row only where the row is still as {@code
   * bringBack} left it. Harmless when nothing was brought.
   *
   * @throws Unsafe when a row was changed since, by whom ever
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.LONG)
  void takeBack(Database database, SessionStore store, String name, Fence fence);

  /**
   * Proves after the start on the database that every row that was brought is there, as brought or
   * newer. Returns a sentence with the counts.
   *
   * @throws Unsafe when one is missing or older; it names how many
   */
  @Effect(value = Effect.Kind.READ, pace = Effect.Pace.LONG)
  String prove(Database database, SessionStore store, String name);

  /** Drops the undo table of {@code name}; absent is fine. */
  @Effect(Effect.Kind.REPEATABLE)
  void forget(Database database, SessionStore store, String name);

  /**
   * Drops the undo tables that were made before {@code before}, by the moment that they carry. One
   * that carries none, or belongs to another role, stays and is named.
   *
   * <p>The caller sees to it that no recovery of this service runs.
   *
   * @throws Unavailable when the database does not answer
   */
  @Effect(Effect.Kind.REPEATABLE)
  Swept sweep(Database database, SessionStore store, Instant before);
}
