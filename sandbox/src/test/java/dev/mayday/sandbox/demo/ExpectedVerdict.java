package dev.mayday.sandbox.demo;

/**
 * What an incident makes of an alert about a fault, and why that is right.
 *
 * @param verdict the scenario that the triage names, or that there is nothing to do
 * @param begins whether a recovery begins by it
 * @param why words of the triage's own reason
 * @param alert what the source of the alert says of it
 */
record ExpectedVerdict(String verdict, boolean begins, String why, String alert) {
  static ExpectedVerdict of(Mishap mishap) {
    String tells = "alert of " + mishap.name();
    return switch (mishap.kind()) {
      case AWAY -> new ExpectedVerdict("FallBackToFiles", true, "the database answers ", tells);
      case NETWORK -> new ExpectedVerdict("MendNetwork", false, "is down, not the database", tells);
      case DATA -> spoilt(mishap);
      case ANSWERS, FULL, RELEASE, CHECKOUT -> nothing("the process is online", tells);
      case HOST -> host(mishap, tells);
    };
  }

  /** Only who reads the log of the service knows that the credentials are bad. */
  private static ExpectedVerdict spoilt(Mishap mishap) {
    return mishap.name().equals("rows-deleted")
        ? new ExpectedVerdict("RestoreDeletedRows", false, "the database answers, ", "rows deleted")
        : new ExpectedVerdict(
            "RepairSessions", false, "the alert speaks of invalid sessions", "invalid credentials");
  }

  /** What PM2 does not run no recovery of sessions brings back. */
  private static ExpectedVerdict host(Mishap mishap, String tells) {
    boolean up = Mishap.WORKER_KILLED.equals(mishap) || Mishap.HOST_REBOOTED.equals(mishap);
    return nothing(up ? "the process is online" : "the process is ", tells);
  }

  private static ExpectedVerdict nothing(String why, String tells) {
    return new ExpectedVerdict("nothing to do", false, why, tells);
  }

  /** What its row on the page of the fault matrix says of it. */
  String columns() {
    return "%s | %s | %s |".formatted(verdict, begins ? "begins" : "none", why.strip());
  }
}
