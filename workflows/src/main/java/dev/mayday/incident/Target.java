package dev.mayday.incident;

/**
 * What a recovery works on: one service in one environment; the unit of locking.
 *
 * @param environment for example {@code production}
 * @param service for example {@code whatsapp}
 */
public record Target(String environment, String service) {
  /** The task queue of the workflows and of the ports that are bound to no host. */
  public static final String CONTROL_QUEUE = "mayday";

  /** Refuses names that could not stand in a workflow id or a file name. */
  public Target {
    Names.require("environment", environment);
    Names.require("service", service);
  }

  /** The id under which every scenario of this service runs; it is the lock. */
  public String recoveryId() {
    return "recovery/" + environment + "/" + service;
  }

  /** The id of the one incident of this service. */
  public String incidentId() {
    return "incident/" + environment + "/" + service;
  }

  /** The id of the warm copy's scheduled workflow. */
  public String copyId() {
    return "warm-copy/" + environment + "/" + service;
  }

  /** The task queue of a host's own worker. */
  public static String hostQueue(String host) {
    return "host-" + Names.require("host", host);
  }

  @Override
  public String toString() {
    return environment + "/" + service;
  }
}
