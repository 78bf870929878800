package dev.mayday.system;

import java.time.Duration;
import java.time.Instant;

/**
 * What PM2 says of a process.
 *
 * @param status {@code online}, {@code stopped}, {@code errored}, {@code launching} …, or {@code
 *     absent} when PM2 does not list it
 * @param pid 0 when it does not run
 * @param restarts PM2's restart count
 * @param startedAt of the last start; null when it never started
 * @param mode the mode variable in its environment; empty when unset (no other variable is read)
 * @param leftOut the leave-out variable in its environment; empty when unset
 * @param stamp the fence stamp of the start that made it, empty when it was not Mayday's
 * @param killTimeout how long after the stop signal PM2 kills it; PM2's own 1.6 s when nothing else
 *     is set
 */
public record ProcessState(
    String status,
    int pid,
    int restarts,
    Instant startedAt,
    String mode,
    String leftOut,
    String stamp,
    Duration killTimeout) {
  /** PM2's own. */
  public static final Duration KILL_TIMEOUT = Duration.ofMillis(1600);

  /** Fills in what an earlier version did not write. */
  public ProcessState {
    if (killTimeout == null) killTimeout = KILL_TIMEOUT;
  }

  /** Whether PM2 would kill it before it had that long to save. */
  public boolean killedBefore(Duration saved) {
    return running() && killTimeout.compareTo(saved) < 0;
  }

  /** Whether it runs. */
  public boolean running() {
    return pid > 0;
  }
}
