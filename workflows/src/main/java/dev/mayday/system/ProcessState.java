package dev.mayday.system;

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
 */
public record ProcessState(
    String status,
    int pid,
    int restarts,
    Instant startedAt,
    String mode,
    String leftOut,
    String stamp) {

  /** Whether it runs. */
  public boolean running() {
    return pid > 0;
  }
}
