package dev.mayday.activities.fence;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A lock among the threads of this worker and the workers of this host; ends with the process. The
 * file stays when the lock is given back: whoever removed it would let two in.
 */
public final class Lock implements AutoCloseable {
  /** A file lock belongs to the whole process: threads of one worker need a lock of their own. */
  private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

  private static final long POLL_MILLIS = 25;

  private final Semaphore here;
  private final FileChannel channel;

  private Lock(Semaphore here, FileChannel channel) {
    this.here = here;
    this.channel = channel;
  }

  /**
   * Waits for the lock, at most {@code within}.
   *
   * @param file made when it is not there; its folder must be
   * @throws Unavailable when somebody else holds it that long, or the worker shuts down
   */
  public static Lock take(Path file, Duration within) throws IOException {
    long end = System.nanoTime() + within.toNanos();
    Semaphore here = HERE.computeIfAbsent(file, f -> new Semaphore(1));
    try {
      if (!here.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) throw busy(file);
    } catch (InterruptedException e) {
      throw interrupted(file);
    }
    try {
      return new Lock(here, locked(file, end));
    } catch (IOException | RuntimeException e) {
      here.release();
      throw e;
    }
  }

  private static FileChannel locked(Path file, long end) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      await(channel, file, end);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void await(FileChannel channel, Path file, long end) throws IOException {
    for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
      if (System.nanoTime() > end) throw busy(file);
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(file);
      }
    }
  }

  private static Unavailable busy(Path file) {
    return new Unavailable(
        "another attempt still works under %s\nHINT: it ends by its own deadline; this step is tried again"
            .formatted(file));
  }

  private static Unavailable interrupted(Path file) {
    Thread.currentThread().interrupt();
    return new Unavailable(
        "waiting for %s was interrupted\nHINT: the worker is shutting down".formatted(file));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      here.release();
    }
  }
}
