package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;

/**
 * What a refresh of the warm copy comes to under a fault, and why that is right.
 *
 * @param copied whether there is a new one; else the one before stays
 * @param why one sentence
 * @param said what the run must say of it
 */
record ExpectedCopy(boolean copied, String why, String said) {
  private static final String COPY = "copy of ";

  static ExpectedCopy of(Fault fault) {
    return switch (Mishap.of(fault).kind()) {
      case AWAY -> stays("the database cannot be read", "postgresql");
      case NETWORK -> stays("the database cannot be reached", "postgresql");
      case ANSWERS -> copied("slow, and everything is read");
      case DATA -> stays("the copy does not follow an accident", "the one before stays: company 1");
      case FULL -> copied("nothing is written to the disk of the tables");
      case RELEASE -> copied("the copy does not need the tag");
      case CHECKOUT ->
          fault == Fault.CHECKOUT_DISK_FULL
              ? stays("there is no room for another one", "the disk is full")
              : copied("the copy does not need the checkout");
      case HOST -> copied("the copy does not need the service");
    };
  }

  /** Its row on the page of the fault matrix. */
  String row(Fault fault) {
    return "| %s | KeepWarmCopy | %s | %s |"
        .formatted(fault.label(), copied ? "copied, whole" : "the copy before stays", why);
  }

  private static ExpectedCopy copied(String why) {
    return new ExpectedCopy(true, why, COPY);
  }

  private static ExpectedCopy stays(String why, String said) {
    return new ExpectedCopy(false, why, said);
  }
}
