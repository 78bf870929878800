package dev.mayday.incident;

import java.time.Duration;

/**
 * The service's process under PM2.
 *
 * @param name the name that PM2 knows it by
 * @param pm2Home PM2_HOME of the daemon that runs it
 * @param user the Unix user that owns the daemon; empty when it is the worker's own
 * @param stopWithin after this long without a proven stop the stop has failed
 * @param steadyFor how long it must stay up, without a restart, to count as online
 * @param saveWithin how long it may save after the stop signal before it is killed; absent in what
 *     an earlier version wrote, then 10 s
 */
public record NodeProcess(
    String name,
    String pm2Home,
    String user,
    Duration stopWithin,
    Duration steadyFor,
    Duration saveWithin) {
  /** How long it may save where nothing else is said. */
  public static final Duration SAVE_WITHIN = Duration.ofSeconds(10);

  /** Fills in what an earlier version did not write. */
  public NodeProcess {
    if (saveWithin == null) saveWithin = SAVE_WITHIN;
  }
}
