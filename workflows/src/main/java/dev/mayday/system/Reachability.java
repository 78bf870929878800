package dev.mayday.system;

import java.time.Duration;
import java.time.Instant;

/**
 * What a probe of a database found.
 *
 * @param state which way it answers or does not
 * @param detail the driver's words without any secret
 * @param at when
 * @param took how long the probe took
 */
public record Reachability(State state, String detail, Instant at, Duration took) {
  /** Told apart because each has another cure. */
  public enum State {
    /** A connection was made and {@code SELECT 1} answered. */
    READY,
    /** The host's name does not resolve, while a witness's network is up. */
    DNS,
    /** The host answers, nothing listens. */
    REFUSED,
    /** No answer in time, while the network is up (a witness answers, or there is none to ask). */
    TIMEOUT,
    /** TLS or certificate trouble. */
    TLS,
    /** Wrong password, unknown role, or not allowed from here (SQLSTATE class 28). */
    AUTHENTICATION,
    /** SQLSTATE 53300. */
    TOO_MANY_CLIENTS,
    /** SQLSTATE 57P03: starting up, shutting down or in recovery. */
    STARTING_UP,
    /** The database is unreachable and so is every witness: mend the network first. */
    NETWORK_DOWN,
    /** The database named in the URL does not exist (SQLSTATE 3D000). */
    NO_SUCH_DATABASE,
    /** Anything else; the detail says what. */
    OTHER
  }

  /** Whether the service could work with the database as it is. */
  public boolean ready() {
    return state == State.READY;
  }

  /**
   * Whether the trouble is the database's own, and not the network's between it and its witness.
   */
  public boolean databaseDown() {
    return !ready() && state != State.NETWORK_DOWN;
  }
}
