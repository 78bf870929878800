package dev.mayday.activities.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A hard end for opening a connection: name resolution and a frozen server know no time-out that
 * the driver could set. A connection that comes too late is closed at once.
 */
final class Deadline {
  private Deadline() {}

  /** The time was up. */
  static final class Passed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Opens a connection. */
  interface Opening {
    Connection open() throws SQLException;
  }

  static Connection run(Duration within, Opening opening) throws SQLException, Passed {
    CompletableFuture<Connection> coming = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(coming, opening), "postgres-connect");
    thread.setDaemon(true);
    thread.start();
    try {
      return coming.get(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      closeWhenLate(coming);
      throw new Passed();
    } catch (InterruptedException e) {
      closeWhenLate(coming);
      Thread.currentThread().interrupt();
      throw new Passed();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) throw failure;
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void complete(CompletableFuture<Connection> coming, Opening opening) {
    try {
      coming.complete(opening.open());
    } catch (SQLException | RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }

  private static void closeWhenLate(CompletableFuture<Connection> coming) {
    var unused = coming.thenAccept(Deadline::close);
  }

  private static void close(Connection late) {
    try {
      late.close();
    } catch (SQLException alreadyGone) {
      // nobody waits for it any more, and it holds nothing
    }
  }
}
