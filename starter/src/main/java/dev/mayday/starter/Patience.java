package dev.mayday.starter;

import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for an answer that needs a living worker, and not longer than a person would. */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private Patience() {}

  /**
   * Returns the answer, or throws what the call threw.
   *
   * @param what is asked, for the message
   * @throws Unavailable when no answer came in time
   */
  static <T> T with(String what, Supplier<T> call) {
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, Patience::aside);
    try {
      return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) throw failure;
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException silent) {
      throw silence(what);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable(what + " was interrupted\nHINT: run the command again");
    }
  }

  static Unavailable silence(String what) {
    return new Unavailable(
        "no worker answers for "
            + what
            + "\nHINT: start one with `mayday worker` or `mayday up`, and see `mayday doctor`");
  }

  private static void aside(Runnable call) {
    Thread thread = new Thread(call, "asks temporal");
    thread.setDaemon(true);
    thread.start();
  }
}
