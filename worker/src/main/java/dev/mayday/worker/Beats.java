package dev.mayday.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.ActivityExecutionContextBase;

/**
 * An activity's context that can beat by itself. It repeats the last details, those of the attempt
 * before this one at first, so that a beat without progress never costs the cursor to resume from.
 */
final class Beats extends ActivityExecutionContextBase {
  private Object last;
  private boolean ended;

  Beats(ActivityExecutionContext next) {
    super(next);
    last = next.getHeartbeatDetails(RawValue.class).orElse(null);
  }

  @Override
  public synchronized <V> void heartbeat(V details) throws ActivityCompletionException {
    last = details;
    super.heartbeat(details);
  }

  /**
   * Proves life, not progress. A cancellation is kept for the activity's own next beat; until the
   * activity has ended it lives on, and an undo must not begin beside it because it fell silent.
   */
  synchronized void again() {
    try {
      if (!ended) super.heartbeat(last);
    } catch (ActivityCanceledException stillAtWork) {
      return;
    } catch (ActivityCompletionException toldToTheActivity) {
      ended = true;
    }
  }

  /** No beat may follow the activity's end: the server would not know it any more. */
  synchronized void end() {
    ended = true;
  }
}
