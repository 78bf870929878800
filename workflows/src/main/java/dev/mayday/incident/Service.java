package dev.mayday.incident;

import java.util.List;
import java.util.Map;

/**
 * One service as the estate knows it: everything that changes the course of a recovery, read
 * through a port so that it stands in the history. It holds references to secrets, never a secret.
 *
 * @param target environment and name
 * @param drill true in an environment that is not production
 * @param host the host whose worker acts; its queue is {@link Target#hostQueue(String)}
 * @param state folder on the host for fences, sealed copies and staged sessions
 * @param database the database that the sessions live in
 * @param sessions tables and folders
 * @param checkout the git working tree
 * @param settings the {@code .env} file
 * @param process the process under PM2
 * @param messaging the way to see and test the connection
 * @param ladder who is told and asked, in order of time
 * @param policies by scenario; every installed scenario has one
 * @param runbook where the runbook's page is, for what Mayday does not do itself
 * @param webUi address of the Web UI for links, for example {@code http://127.0.0.1:8233}
 * @param zone time zone that reports show beside UTC
 * @param hash SHA-256 over everything above, in the plan
 * @param searchAttributes the search attributes that the server knows; others are left out
 * @param neighbours the processes that share something with it, in the order in which they are
 *     stopped; null in what an earlier version wrote, whose runs look for none
 * @param traffic what it tells of the messages that it handles; null in what an earlier version
 *     wrote, whose reports have no intervals
 */
public record Service(
    Target target,
    boolean drill,
    String host,
    String state,
    Database database,
    SessionStore sessions,
    Checkout checkout,
    Settings settings,
    NodeProcess process,
    Messaging messaging,
    List<Rung> ladder,
    Map<String, Policy> policies,
    String runbook,
    String webUi,
    String zone,
    String hash,
    List<String> searchAttributes,
    List<Neighbour> neighbours,
    Traffic traffic) {

  /** The queue of the host's own worker. */
  public String queue() {
    return Target.hostQueue(host);
  }
}
