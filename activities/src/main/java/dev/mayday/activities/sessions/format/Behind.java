package dev.mayday.activities.sessions.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Does what it is given in the order in which it was given, in one thread of its own, while the
 * caller prepares what comes next. A bounded number waits. After the first failure nothing more is
 * done, and the caller is told at the next {@link #check} or {@link #drain}. One thread may give.
 */
final class Behind implements Closeable {
  private static final int ROOM = 16;
  private final Semaphore room = new Semaphore(ROOM);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread one = new Thread(task, "writes behind");
            one.setDaemon(true);
            return one;
          });
  private volatile Throwable failure;

  /** Something to do. */
  interface Task {
    void run() throws IOException;
  }

  /** Does this once all before is done; waits only while too much waits already. */
  void then(Task task) {
    room.acquireUninterruptibly();
    thread.execute(() -> carryOut(task));
  }

  private void carryOut(Task task) {
    try {
      if (failure == null) task.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      room.release();
    }
  }

  /** Throws what went wrong so far. */
  void check() throws IOException {
    if (failure instanceof IOException e) throw e;
    if (failure instanceof RuntimeException e) throw e;
    if (failure instanceof Error e) throw e;
  }

  /** Waits until all is done; what the tasks wrote is seen by the caller then. */
  void drain() throws IOException {
    await();
    check();
  }

  private void await() {
    room.acquireUninterruptibly(ROOM);
    room.release(ROOM);
  }

  /** Ends the thread once all is done; does not throw what went wrong. */
  @Override
  public void close() {
    await();
    thread.shutdown();
  }
}
