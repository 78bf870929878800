package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import java.util.Set;

/**
 * What a refresh of the warm copy comes to when something breaks, and why that is right.
 *
 * @param copied whether there is a new one; else the one before stays
 * @param why one sentence
 * @param said what the run must say of it
 */
record ExpectedCopy(boolean copied, String why, String said) {
  private static final String COPY = "copy of ";

  /** What Mayday's own process does not outlive. */
  private static final Set<Mishap> DEATHS = Set.of(Mishap.WORKER_KILLED, Mishap.HOST_REBOOTED);

  /** A refresh is tried once, so where its worker died it is the next run that makes the copy. */
  static ExpectedCopy of(OtherCell cell) {
    return cell.within() && DEATHS.contains(cell.mishap())
        ? stays("its worker died, and the next run takes it", "TIMEOUT_TYPE_HEARTBEAT")
        : of(cell.mishap());
  }

  private static ExpectedCopy of(Mishap mishap) {
    return switch (mishap.kind()) {
      case AWAY -> stays("the database cannot be read", "postgresql");
      case NETWORK -> stays("the database cannot be reached", "postgresql");
      case ANSWERS -> copied("slow, and everything is read");
      case DATA -> stays("the copy does not follow an accident", "the one before stays: company 1");
      case FULL -> copied("nothing is written to the disk of the tables");
      case RELEASE -> copied("the copy does not need the tag");
      case CHECKOUT ->
          mishap.name().equals(Fault.CHECKOUT_DISK_FULL.label())
              ? stays("there is no room for another one", "the disk is full")
              : copied("the copy does not need the checkout");
      case HOST -> copied(host(mishap));
    };
  }

  private static String host(Mishap mishap) {
    return DEATHS.contains(mishap)
        ? "Mayday is started again, and takes it"
        : "the copy does not need the service";
  }

  /** What its row on the page of the fault matrix says of it. */
  String columns() {
    return "%s | %s |".formatted(copied ? "copied, whole" : "the copy before stays", why);
  }

  private static ExpectedCopy copied(String why) {
    return new ExpectedCopy(true, why, COPY);
  }

  private static ExpectedCopy stays(String why, String said) {
    return new ExpectedCopy(false, why, said);
  }
}
