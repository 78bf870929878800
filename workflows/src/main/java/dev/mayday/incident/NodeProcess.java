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
 */
public record NodeProcess(
    String name, String pm2Home, String user, Duration stopWithin, Duration steadyFor) {}
