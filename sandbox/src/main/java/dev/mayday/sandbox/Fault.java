package dev.mayday.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be broken on purpose, each undone by {@link Sandbox#heal}. */
public enum Fault {
  /** Every process of PostgreSQL killed at once; its port refuses. */
  POSTGRES_STOPPED("every process of PostgreSQL is killed"),
  /** Every process of PostgreSQL halted: connections are taken by the kernel, nobody answers. */
  POSTGRES_FROZEN("every process of PostgreSQL is halted, nothing answers"),
  /** PostgreSQL in a recovery that does not end: "the database system is starting up". */
  POSTGRES_STARTING_UP("PostgreSQL is in a recovery and takes nobody yet"),
  /** Nobody listens on the port, while PostgreSQL itself runs. */
  PORT_REFUSED("the way to PostgreSQL refuses connections"),
  /** Packets to the port vanish: connections time out. */
  PORT_BLOCKED("packets on the way to PostgreSQL vanish"),
  /** Neither PostgreSQL nor the witness beyond it can be reached: the network itself is down. */
  NETWORK_DOWN("packets to PostgreSQL and to everything beyond it vanish"),
  /** Every packet to and from PostgreSQL takes a quarter of a second longer. */
  SLOW("every packet to and from PostgreSQL is late"),
  /** The database's host name is no longer in the table of hosts. */
  DNS_GONE("the database's host name does not resolve"),
  /** The service's role has another password. */
  WRONG_PASSWORD("the service's database password was changed"),
  /** Somebody else holds all connections. */
  TOO_MANY_CLIENTS("all connections of PostgreSQL are taken"),
  /** Company 1's identity key is cut short. */
  CREDENTIALS_CORRUPTED("the credentials of company 1 are cut short"),
  /** Company 1's signed pre-key has a wrong signature. */
  CREDENTIALS_FORGED("a signature in the credentials of company 1 is wrong"),
  /** Companies 1 and 2 have each other's credentials. */
  CREDENTIALS_SWAPPED("companies 1 and 2 have each other's credentials"),
  /** Half of the keys are gone, and company 1's credentials: it becomes a new device. */
  ROWS_DELETED("half of the keys and the credentials of company 1 are deleted"),
  /** The sessions' tables have no room left on their disk. */
  DISK_FULL("the disk of the sessions' tables is full"),
  /** The emergency tag's code ends as soon as it is started; what runs now is not touched. */
  FALLBACK_CRASHES("the code of the emergency tag ends as soon as it is started"),
  /** The emergency tag is not in the repository. */
  TAG_MISSING("the emergency tag is not in the repository"),
  /** Somebody changed a tracked file of the checkout and did not commit it. */
  TREE_DIRTY("a tracked file of the checkout has a local change"),
  /** A git that died left its lock on the index. */
  STALE_LOCK("a dead git's lock lies on the index"),
  /** The disk of the checkout, and so of .env and the sessions' folder, has no room left. */
  CHECKOUT_DISK_FULL("the disk of the service's checkout is full"),
  /** PM2's daemon is killed hard; the service goes with it, and nobody starts it again. */
  PM2_KILLED("PM2's daemon is killed, and the service goes with it"),
  /** Every process of the service's host is killed at once; its boot brings back what PM2 saved. */
  HOST_DOWN("every process of the service's host is killed");

  private final String meaning;

  Fault(String meaning) {
    this.meaning = meaning;
  }

  /** The name on the command line: {@code postgres-stopped}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens, in a few words. */
  public String meaning() {
    return meaning;
  }

  static Fault named(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new dev.mayday.system.Refused(
                    "there is no fault %s\nHINT: one of %s".formatted(label, labels())));
  }

  static String labels() {
    return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
  }
}
