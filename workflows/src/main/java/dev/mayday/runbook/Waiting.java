package dev.mayday.runbook;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting with a sentence: a timer without a summary would be a bare id in the Web UI. */
public final class Waiting {
  private Waiting() {}

  /**
   * Waits until the condition holds, at most so long. Returns whether it holds. The timer is ended
   * when it is not needed any more.
   *
   * @throws CanceledFailure where the scope is cancelled: whoever waits in a loop must not take
   *     that for time gone by
   */
  public static boolean until(String summary, Duration atMost, BooleanSupplier condition) {
    CancellationScope.throwCanceled();
    if (condition.getAsBoolean()) return true;
    if (atMost.isNegative() || atMost.isZero()) return false;
    Timer timer = new Timer(summary, atMost);
    Workflow.await(() -> condition.getAsBoolean() || timer.fired());
    timer.end();
    CancellationScope.throwCanceled();
    return condition.getAsBoolean();
  }

  /**
   * Waits without an end for the condition; the SDK's own wait does not wake up for a cancel.
   *
   * @throws CanceledFailure where the scope is cancelled
   */
  public static void until(BooleanSupplier condition) {
    CancellationScope scope = CancellationScope.current();
    Workflow.await(() -> condition.getAsBoolean() || scope.isCancelRequested());
    CancellationScope.throwCanceled();
  }

  /**
   * A timer that can be ended, and whose end is read, since an unread one is logged as a failure.
   */
  private static final class Timer {
    private final CancellationScope scope;
    private Promise<Void> promise;

    Timer(String summary, Duration duration) {
      TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
      scope = Workflow.newCancellationScope(() -> promise = Workflow.newTimer(duration, options));
      scope.run();
    }

    boolean fired() {
      return promise.isCompleted();
    }

    void end() {
      if (promise.isCompleted()) return;
      scope.cancel("not needed any more");
      try {
        promise.get();
      } catch (CanceledFailure ended) {
        return;
      }
    }
  }
}
