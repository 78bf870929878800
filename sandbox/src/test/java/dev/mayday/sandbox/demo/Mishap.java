package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What breaks while a recovery runs.
 *
 * @param name as in the matrix
 * @param kind what it means for a recovery
 * @param strike makes it
 */
record Mishap(String name, Kind kind, Consumer<Ground> strike) {
  /** What it means for a recovery. */
  enum Kind {
    /** The database cannot be used, in one way or another. */
    AWAY,
    /** The network itself cannot be used. */
    NETWORK,
    /** The database answers, late. */
    ANSWERS,
    /** What is stored is spoilt. */
    DATA,
    /** The database answers and takes nothing. */
    FULL,
    /** The release on the emergency tag. */
    RELEASE,
    /** The checkout. */
    CHECKOUT,
    /** Processes on the host. */
    HOST
  }

  private static final Set<Fault> OF_THE_WAY =
      EnumSet.of(Fault.PORT_REFUSED, Fault.PORT_BLOCKED, Fault.NETWORK_DOWN, Fault.SLOW);

  /** Mayday's one process ends, and another one is started. */
  static final Mishap WORKER_KILLED =
      new Mishap("worker-killed", Kind.HOST, ground -> Calamity.WORKER.strike(ground.scene));

  /** Everything on the host ends at once; its boot brings back what PM2 saved, and Mayday. */
  static final Mishap HOST_REBOOTED =
      new Mishap("host-rebooted", Kind.HOST, ground -> Calamity.HOST.strike(ground.scene));

  /** One of the sandbox's. */
  static Mishap of(Fault fault) {
    return new Mishap(fault.label(), kind(fault), ground -> strike(ground, fault));
  }

  /** All of them. */
  static List<Mishap> all() {
    return Stream.concat(
            Stream.of(Fault.values()).map(Mishap::of), Stream.of(WORKER_KILLED, HOST_REBOOTED))
        .toList();
  }

  /** Whether it is one of the database or of the way to it, and so an emergency by itself. */
  boolean ofTheDatabase() {
    return kind.compareTo(Kind.FULL) <= 0;
  }

  /** Whether the host, its checkout and its processes are as they were. */
  static boolean beyondTheHost(Mishap mishap) {
    return mishap.ofTheDatabase() || mishap.kind() == Kind.RELEASE;
  }

  /** The emergency changes its face: what it was before must not hide the fault. */
  private static void strike(Ground ground, Fault fault) {
    boolean shows = kind(fault) == Kind.AWAY && !OF_THE_WAY.contains(fault);
    ground.sandbox.breakIt(fault);
    if (shows && ground.sandbox.broken().contains(Fault.PORT_REFUSED))
      ground.sandbox.heal(Fault.PORT_REFUSED);
  }

  private static Kind kind(Fault fault) {
    return switch (fault) {
      case POSTGRES_STOPPED,
          POSTGRES_FROZEN,
          POSTGRES_STARTING_UP,
          PORT_REFUSED,
          PORT_BLOCKED,
          DNS_GONE,
          WRONG_PASSWORD,
          TOO_MANY_CLIENTS ->
          Kind.AWAY;
      case NETWORK_DOWN -> Kind.NETWORK;
      case SLOW -> Kind.ANSWERS;
      case CREDENTIALS_CORRUPTED, CREDENTIALS_FORGED, CREDENTIALS_SWAPPED, ROWS_DELETED ->
          Kind.DATA;
      case DISK_FULL -> Kind.FULL;
      case FALLBACK_CRASHES -> Kind.RELEASE;
      case TAG_MISSING, TREE_DIRTY, STALE_LOCK, CHECKOUT_DISK_FULL -> Kind.CHECKOUT;
      case PM2_KILLED, HOST_DOWN -> Kind.HOST;
    };
  }
}
