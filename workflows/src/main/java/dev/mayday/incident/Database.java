package dev.mayday.incident;

import java.time.Duration;
import java.util.List;

/**
 * The database that a service keeps its sessions in.
 *
 * @param url reference to the JDBC or libpq URL ({@code env:NAME} or {@code file:PATH}); resolved
 *     in adapters only
 * @param connectWithin how long a connection may take before it counts as a time-out
 * @param probeApart how long after a failed probe the second one runs
 * @param stableFor how long the database must have answered without a break before a return to it
 * @param witnesses {@code host:port} addresses beyond the database that tell whether the network
 *     itself is up; empty when there is none to ask
 */
public record Database(
    String url,
    Duration connectWithin,
    Duration probeApart,
    Duration stableFor,
    List<String> witnesses) {}
