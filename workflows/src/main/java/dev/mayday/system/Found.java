package dev.mayday.system;

import dev.mayday.incident.Neighbour;
import java.util.List;

/**
 * A process that was found to share something with a service. What tells it from others is the same
 * in every look; of its command line only program and script are told, of its environment nothing.
 *
 * @param neighbour its name in mayday.yaml; empty when it is not listed there
 * @param what it in words for people, such as {@code PM2 sync (node /srv/app/sync.js)}
 * @param pid its process id on the host; 0 for a session from elsewhere
 * @param shares what it was seen to share
 * @param sameScript whether it runs the service's own script: two writers, where it serves the same
 *     companies
 * @param entry the line for mayday.yaml by which it is recognised; empty when it is listed
 */
public record Found(
    String neighbour,
    String what,
    long pid,
    List<Neighbour.Shared> shares,
    boolean sameScript,
    String entry) {
  /** Copies what it is given. */
  public Found {
    shares = List.copyOf(shares);
  }

  /** Whether mayday.yaml lists it. */
  public boolean listed() {
    return !neighbour.isEmpty();
  }
}
