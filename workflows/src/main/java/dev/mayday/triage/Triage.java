package dev.mayday.triage;

import dev.mayday.incident.Service;
import dev.mayday.system.Reachability;

/**
 * The runbook's decision tree and its symptom table. What the probes saw decides; an alert's words
 * only help where the database answers.
 */
final class Triage {
  private static final String INVALID =
      "parse error|invalid credential|decrypt|bad mac|unexpected token";
  private static final String GONE = "database (is |was )?(gone|lost)|data ?cent(er|re)";
  private static final String MISSING = "no rows|no credentials|rows? deleted|row count|truncate";

  private Triage() {}

  static Verdict judge(Findings seen, Service service) {
    return seen.database().ready() ? databaseAnswers(seen, service) : databaseSilent(seen, service);
  }

  private static Verdict databaseSilent(Findings seen, Service service) {
    String how = "the database answers " + seen.database().state();
    return switch (seen.database().state()) {
      case NETWORK_DOWN ->
          Verdict.of(
              "MendNetwork",
              "the network of host " + service.host() + " is down, not the database");
      case READY -> throw new IllegalStateException("a ready database is not silent");
      default ->
          seen.onFiles(service)
              ? Verdict.nothing(how + onFiles(seen, service))
              : Verdict.of("FallBackToFiles", how + gone(seen));
    };
  }

  /** Files serve meanwhile; the rebuild is the runbook's next page. */
  private static String gone(Findings seen) {
    boolean gone =
        seen.database().state() == Reachability.State.NO_SUCH_DATABASE || seen.symptom(GONE);
    return gone ? "; on files meanwhile, RebuildDatabase is what the runbook names then" : "";
  }

  /**
   * Whoever fell back, and whether or not anybody remembers it: what is seen decides, so that a
   * store that was lost begins no second recovery and takes none back.
   */
  private static String onFiles(Findings seen, Service service) {
    if (seen.elsewhere(service))
      return ", the settings say files and the process still runs in its old mode: find out who set"
          + " them, then restart it";
    return seen.process().running()
        ? ", and the service is on files already" + seen.works()
        : ", the service is set to files and does not run: its newest sessions are the files; find out"
            + " why "
            + service.process().name()
            + " stopped, then start it";
  }

  private static Verdict databaseAnswers(Findings seen, Service service) {
    if (seen.onFiles(service))
      return Verdict.nothing(
          seen.process().running()
              ? "the database answers and the service is on files: ReturnToPostgres waits for a person to start it"
              : "the database answers" + onFiles(seen, service));
    if (seen.live() == 0 && seen.copied() > 0)
      return Verdict.of("RebuildDatabase", "the database answers and " + counts(seen));
    if (2 * seen.live() < seen.copied())
      return Verdict.of("RestoreDeletedRows", "the database answers, but " + counts(seen));
    if (seen.symptom(MISSING))
      return Verdict.of(
          "RestoreDeletedRows", "the database answers, and the alert speaks of missing rows");
    if (seen.symptom(INVALID))
      return Verdict.of(
          "RepairSessions", "the database answers, and the alert speaks of invalid sessions");
    String why =
        "the database answers, the process is "
            + seen.process().status()
            + ": nothing to recover is seen";
    return seen.process().running() ? Verdict.well(why) : Verdict.nothing(why);
  }

  private static String counts(Findings seen) {
    return "holds " + seen.live() + " keys, where the warm copy has " + seen.copied();
  }
}
