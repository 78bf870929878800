package dev.mayday.activities.sessions;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import dev.mayday.system.WarmCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;

/** {@link WarmCopy} from PostgreSQL into a folder of this host. */
public final class WarmCopyAdapter implements WarmCopy {
  private final Transactions transactions;
  private final Clock clock;

  /**
   * Works with what these connections lead to.
   *
   * @param connections to the database of the service
   */
  public WarmCopyAdapter(Connections connections) {
    this(connections, Clock.systemUTC());
  }

  WarmCopyAdapter(Connections connections, Clock clock) {
    this.transactions = new Transactions(connections);
    this.clock = clock;
  }

  @Override
  public Copy refresh(Database database, SessionStore store) {
    Path copies = Path.of(store.copies()).toAbsolutePath().normalize();
    apart(copies, Path.of(store.folder()).toAbsolutePath().normalize());
    try {
      Disk.folder(copies);
      return alone(copies, () -> refresh(database, store, new Generations(copies)));
    } catch (IOException e) {
      throw Disk.failed(copies, e);
    }
  }

  private Copy refresh(Database database, SessionStore store, Generations generations)
      throws IOException {
    Optional<String> current = generations.current();
    String name = generations.next(clock.instant(), store.maxCopyAge());
    SessionFolder folder = generations.folder(name);
    SessionFolder before = current.map(generations::folder).orElse(null);
    try (Draft draft = new Draft(store, folder, before, clock)) {
      transactions.read(database, draft::fill);
      Copy copy = draft.finish();
      accepted(copy, draft, store, generations);
      generations.swap(name, current);
      shrinkage(store, generations).forget();
      return bounded(copy);
    } catch (UncheckedIOException e) {
      generations.clear();
      throw e.getCause();
    } catch (IOException e) {
      generations.clear();
      throw e;
    } catch (Damage e) {
      generations.clear();
      throw broken(folder, e);
    }
  }

  /** What is refused goes at once: the generations that stay are those a fallback may use. */
  private static void accepted(Copy copy, Draft draft, SessionStore store, Generations generations)
      throws IOException {
    try {
      shrinkage(store, generations).judge(draft.before(), copy.companies());
    } catch (Unsafe lost) {
      Disk.delete(generations.copies().resolve(copy.name()));
      throw lost;
    }
  }

  private static Shrinkage shrinkage(SessionStore store, Generations generations) {
    return new Shrinkage(generations.copies(), store.copyMayShrink());
  }

  private static Copy bounded(Copy copy) {
    return new Copy(
        copy.name(),
        copy.snapshot(),
        copy.keys(),
        copy.fetched(),
        copy.dropped(),
        Bounded.of(copy.companies()));
  }

  private static Unavailable broken(SessionFolder folder, Damage e) {
    return new Unavailable(
        "the warm copy "
            + folder.book()
            + " does not read as it was written: something "
            + e.getMessage()
            + "\nHINT: look at the disk; the copy before it stays");
  }

  private static void apart(Path copies, Path folder) {
    if (copies.startsWith(folder) || folder.startsWith(copies))
      throw new Refused(
          "the copies' folder "
              + copies
              + " and the service's "
              + folder
              + " lie in each other\nHINT: choose another folder for sessions.copies");
  }

  private interface Work {
    Copy done() throws IOException;
  }

  /** One refresh at a time; the lock of a dead one is gone with its process. */
  private static Copy alone(Path copies, Work work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                copies.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) throw busy(copies);
      return work.done();
    } catch (OverlappingFileLockException e) {
      throw busy(copies);
    }
  }

  private static Unavailable busy(Path copies) {
    return new Unavailable(
        "another refresh of " + copies + " is running\nHINT: wait for it; it holds " + ".lock");
  }
}
