package dev.mayday.incident;

import java.util.List;

/**
 * A process that shares the service's checkout, its {@code .env} or its database, and is none of
 * the service's own. It is recognised in exactly one way.
 *
 * @param name its name in mayday.yaml
 * @param process its entry in PM2; null where it is recognised in another way
 * @param unit its systemd unit, such as {@code sync.service}; else empty
 * @param command a regular expression that is found in its program and script; else empty
 * @param client a regular expression that is found in {@code application@address} of its sessions
 *     on the database, for one that lives on another host; else empty
 * @param shares what it shares
 * @param treatment what a recovery does with it
 */
public record Neighbour(
    String name,
    NodeProcess process,
    String unit,
    String command,
    String client,
    List<Shared> shares,
    Treatment treatment) {

  /** What can be shared with a service. */
  public enum Shared {
    CHECKOUT,
    ENV,
    DATABASE
  }

  /** What a recovery does with a neighbour. */
  public enum Treatment {
    /** Stopped before the service is, and started again once the service is proven. */
    STOPPED,
    /** Restarted once the service is proven, so that it reads the new code and {@code .env}. */
    RESTARTED,
    /** Left as it is. */
    UNTOUCHED
  }

  /** Copies what it is given. */
  public Neighbour {
    shares = List.copyOf(shares);
  }

  /** Whether Mayday can stop and start it; else a person does. */
  public boolean underPm2() {
    return process != null;
  }
}
