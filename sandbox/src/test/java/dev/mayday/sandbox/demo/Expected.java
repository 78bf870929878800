package dev.mayday.sandbox.demo;

import static dev.mayday.incident.Outcome.FALSE_ALARM;
import static dev.mayday.incident.Outcome.HANDED_OVER;
import static dev.mayday.incident.Outcome.HEALED_MEANWHILE;
import static dev.mayday.incident.Outcome.RECOVERED;
import static dev.mayday.incident.Outcome.RECOVERED_IN_PART;
import static dev.mayday.incident.Outcome.ROLLED_BACK;

import dev.mayday.incident.Outcome;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a recovery may end under a fault, and why that is right.
 *
 * @param outcomes any of these
 * @param why one sentence
 */
record Expected(Set<Outcome> outcomes, String why) {
  static Expected of(FaultCell cell) {
    return cell.scenario().equals(FaultCell.FALL_BACK)
        ? fallBack(cell.mishap(), cell.phase())
        : back(cell.mishap(), cell.phase());
  }

  private static Expected fallBack(Mishap mishap, FaultPhase phase) {
    boolean first = phase == FaultPhase.CONFIRM;
    boolean planned = phase.compareTo(FaultPhase.APPROVE) <= 0;
    return switch (mishap.kind()) {
      case AWAY -> may("the database is away in whatever way, and files do not need it", RECOVERED);
      case NETWORK ->
          planned
              ? may("the network is down and not the database: people mend that", HANDED_OVER)
              : may("the database cannot be reached, and files do not need it", RECOVERED);
      case ANSWERS ->
          first
              ? may("a slow database answers: no emergency", FALSE_ALARM)
              : phase.sealed()
                  ? may("it answered after the seal: the way back is a return", RECOVERED)
                  : may("it answers again before the seal: all is as before", HEALED_MEANWHILE);
      case DATA, FULL ->
          first
              ? may("the database answers: another runbook's case", FALSE_ALARM)
              : may("the copy is from before, and the database is not read", RECOVERED);
      case RELEASE ->
          planned
              ? may("its start goes through, then it ends: no way back, people look", HANDED_OVER)
              : may("the good commit was fixed by the plan and is checked out", RECOVERED);
      case CHECKOUT, HOST -> host(mishap, phase);
    };
  }

  private static Expected host(Mishap mishap, FaultPhase phase) {
    boolean after = phase.sealed();
    return switch (mishap.name()) {
      case "tag-missing" ->
          phase.compareTo(FaultPhase.APPROVE) <= 0
              ? may("there is no code to fall back to: said before anything stops", ROLLED_BACK)
              : may("the commit is known by its id and is there", RECOVERED);
      case "tree-dirty", "stale-lock" ->
          may("local changes are kept, a lock that nobody holds goes", RECOVERED);
      case "checkout-disk-full" ->
          after
              ? may("started, or started by people once there is room", RECOVERED, HANDED_OVER)
              : may("no room: everything is put back", ROLLED_BACK);
      case "worker-killed" -> may("another worker goes on where the dead one was", RECOVERED);
      case "host-rebooted" ->
          after || phase.compareTo(FaultPhase.APPROVE) <= 0
              ? may("what the boot brings back is adopted", RECOVERED, HANDED_OVER)
              : may("the boot started what was to stand still", RECOVERED, ROLLED_BACK);
      default ->
          after
              ? may("no process to prove: people bring PM2 back", HANDED_OVER, RECOVERED)
              : may("PM2 does not list it, so nothing can be started", HANDED_OVER, ROLLED_BACK);
    };
  }

  private static Expected back(Mishap mishap, FaultPhase phase) {
    return switch (mishap.kind()) {
      case AWAY, NETWORK -> away(phase);
      case ANSWERS -> may("slow, and it takes everything", RECOVERED);
      case DATA -> data(mishap, phase);
      case FULL ->
          phase.sealed()
              ? may("it cannot write there: people make room", RECOVERED, HANDED_OVER)
              : may("the rows cannot be written: the service goes on with files", ROLLED_BACK);
      case RELEASE -> may("main does not need the tag", RECOVERED);
      case CHECKOUT, HOST -> hostBack(mishap, phase);
    };
  }

  private static Expected away(FaultPhase phase) {
    if (phase == FaultPhase.CONFIRM)
      return may("a database that is away is not returned to", FALSE_ALARM);
    if (phase == FaultPhase.AFTERCARE)
      return may("all was proven before; the next alert asks anew", RECOVERED);
    if (phase.sealed())
      return may("it runs on the database and waits for it: people are told", HANDED_OVER);
    return may(
        "the database is away again: the service goes on with files",
        HEALED_MEANWHILE,
        FALSE_ALARM,
        ROLLED_BACK);
  }

  private static Expected data(Mishap mishap, FaultPhase phase) {
    if (phase == FaultPhase.AFTERCARE) return may("all was proven before", RECOVERED);
    if (phase.sealed()) return may("a proof finds what was spoilt", HANDED_OVER, RECOVERED_IN_PART);
    return mishap.name().equals("rows-deleted")
        ? may("what is gone comes back from files", RECOVERED)
        : may("the spoilt company is named and not started", RECOVERED_IN_PART, HANDED_OVER);
  }

  private static Expected hostBack(Mishap mishap, FaultPhase phase) {
    return switch (mishap.name()) {
      case "tag-missing" -> may("main does not need the tag", RECOVERED);
      case "checkout-disk-full", "host-rebooted", "pm2-killed", "host-down" ->
          phase == FaultPhase.AFTERCARE
              ? may("all was proven before", RECOVERED)
              : phase.sealed()
                  ? may("the way is forward: proven, or people look", RECOVERED, HANDED_OVER)
                  : may("the service goes on with files", ROLLED_BACK, HANDED_OVER, RECOVERED);
      default -> host(mishap, phase);
    };
  }

  private static Expected may(String why, Outcome first, Outcome... more) {
    return new Expected(EnumSet.of(first, more), why);
  }
}
