package dev.mayday.activities.sessions.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All cores, for work whose pieces do not touch each other: there may be a million keys to judge.
 * Whoever gives pieces bounds how many of them are under way.
 */
final class Cores implements Closeable {
  private static final int ALL = Runtime.getRuntime().availableProcessors();

  /** As many pieces under way keep all cores busy. */
  static final int ENOUGH = 2 * ALL;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          ALL,
          piece -> {
            Thread one = new Thread(piece, "works on keys");
            one.setDaemon(true);
            return one;
          });

  <T> Future<T> begin(Callable<T> piece) {
    return threads.submit(piece);
  }

  /** What came of it; throws what it threw. */
  static <T> T result(Future<T> piece) throws IOException {
    try {
      return piece.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) throw cause;
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      if (e.getCause() instanceof Error cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What is under way is left; its result is not wanted any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
