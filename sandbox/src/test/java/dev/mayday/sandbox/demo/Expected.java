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
 * How a recovery ends under a fault, and why that is right.
 *
 * @param outcomes the one outcome; two where the moment decides, and the reason says so
 * @param why one sentence
 */
record Expected(Set<Outcome> outcomes, String why) {
  static Expected of(FaultCell cell) {
    return cell.right();
  }

  static Expected fallBack(Mishap mishap, FaultPhase phase) {
    return switch (mishap.kind()) {
      case AWAY -> is(RECOVERED, "the database is away in whatever way, and files do not need it");
      case NETWORK ->
          phase.planned()
              ? is(RECOVERED, "the database cannot be reached, and files do not need it")
              : is(HANDED_OVER, "the network is down and not the database: people mend that");
      case ANSWERS -> answers(phase);
      case DATA, FULL ->
          phase == FaultPhase.CONFIRM
              ? is(FALSE_ALARM, "the database answers: another runbook's case")
              : is(RECOVERED, "the copy is from before, and the database is not read");
      case RELEASE ->
          phase.planned()
              ? is(RECOVERED, "the good commit was fixed by the plan and is checked out")
              : is(HANDED_OVER, "it cannot be seen before its start: no way back, people look");
      case CHECKOUT, HOST -> host(mishap, phase);
    };
  }

  private static Expected answers(FaultPhase phase) {
    if (phase == FaultPhase.CONFIRM) return is(FALSE_ALARM, "a slow database answers");
    if (phase.sealed())
      return is(RECOVERED, "it answered after the seal: the way back is a return");
    return is(HEALED_MEANWHILE, "it answers again before the seal: all is as before");
  }

  private static Expected host(Mishap mishap, FaultPhase phase) {
    return switch (mishap.name()) {
      case "tag-missing" ->
          phase.planned()
              ? is(RECOVERED, "the commit is known by its id and is there")
              : is(ROLLED_BACK, "there is no code to fall back to: said before anything stops");
      case "tree-dirty", "stale-lock" -> inTheWay(mishap, phase.planned());
      case "checkout-disk-full" -> full(phase);
      case "worker-killed" -> is(RECOVERED, "another worker goes on where the dead one was");
      case "host-rebooted" -> rebooted(phase);
      default -> killed(phase);
    };
  }

  /** Sessions go into files after the checkout, into rows before it. */
  private static Expected inTheWay(Mishap mishap, boolean checkedOut) {
    if (mishap.name().equals("stale-lock"))
      return is(
          RECOVERED,
          checkedOut
              ? "the checkout is done: the lock is in nobody's way"
              : "a lock that nobody holds goes");
    return is(
        RECOVERED,
        checkedOut
            ? "the checkout is done: what is changed later stays where it is"
            : "the local change is kept under a ref of the run");
  }

  private static Expected full(FaultPhase phase) {
    if (phase == FaultPhase.AFTERCARE) return is(RECOVERED, "all was proven before");
    if (phase.sealed()) return is(HANDED_OVER, "the service cannot store there: people make room");
    return phase.planned()
        ? is(ROLLED_BACK, "no room: all is put back, in the room that was taken for that before")
        : is(ROLLED_BACK, "no room: said before anything stops");
  }

  private static Expected rebooted(FaultPhase phase) {
    if (!phase.planned()) return is(RECOVERED, "nothing was stopped yet, and the boot starts it");
    if (phase == FaultPhase.SEALED)
      return is(RECOVERED, "the boot started it on what was sealed: adopted, proven, and said");
    if (phase.sealed()) return is(RECOVERED, "the boot starts it with what .env says by then");
    return is(ROLLED_BACK, "the boot started what was to stand still: it may have written");
  }

  private static Expected killed(FaultPhase phase) {
    if (!phase.planned())
      return is(HANDED_OVER, "PM2 does not list it: said before anything is changed");
    if (phase == FaultPhase.AFTERCARE) return is(RECOVERED, "all was proven before");
    return is(HANDED_OVER, "all is set, PM2 is not there to run it: people bring PM2 back");
  }

  static Expected back(Mishap mishap, FaultPhase phase) {
    if (phase == FaultPhase.AFTERCARE) return is(RECOVERED, "all was proven before");
    return switch (mishap.kind()) {
      case AWAY, NETWORK -> away(phase);
      case ANSWERS -> is(RECOVERED, "slow, and it takes everything");
      case DATA -> data(mishap, phase);
      case FULL ->
          phase.sealed() || phase == FaultPhase.SETTINGS
              ? is(HANDED_OVER, "the service cannot store there: people make room")
              : is(ROLLED_BACK, "the rows cannot be written: the service goes on with files");
      case RELEASE -> is(RECOVERED, "main does not need the tag");
      case CHECKOUT, HOST -> hostBack(mishap, phase);
    };
  }

  private static Expected away(FaultPhase phase) {
    if (phase.sealed())
      return is(HANDED_OVER, "it runs on the database and waits for it: people are told");
    if (phase.planned())
      return is(ROLLED_BACK, "it is away again before the seal: the service goes on with files");
    if (phase == FaultPhase.PREPARE)
      return is(ROLLED_BACK, "it cannot be compared; nothing was touched");
    return is(FALSE_ALARM, "a database that is away is not returned to; nothing was touched");
  }

  private static Expected data(Mishap mishap, FaultPhase phase) {
    if (mishap.name().equals("rows-deleted") && phase.compareTo(FaultPhase.RECOVER) <= 0)
      return is(RECOVERED, "what is gone comes back from files");
    if (phase.compareTo(FaultPhase.RECOVER) > 0)
      return is(HANDED_OVER, "a proof finds what was spoilt");
    if (phase.compareTo(FaultPhase.PREPARE) > 0)
      return is(ROLLED_BACK, "another company is unsound than the plan said: not in a window");
    return mishap.name().equals("credentials-swapped")
        ? is(HANDED_OVER, "neither of the two may be started; nothing was touched")
        : is(RECOVERED_IN_PART, "the spoilt company is named and not started");
  }

  private static Expected hostBack(Mishap mishap, FaultPhase phase) {
    return switch (mishap.name()) {
      case "tag-missing" -> is(RECOVERED, "main does not need the tag");
      case "tree-dirty", "stale-lock" -> inTheWay(mishap, phase.compareTo(FaultPhase.RECOVER) > 0);
      case "checkout-disk-full" ->
          phase.sealed()
              ? is(RECOVERED, "the database does not need that disk")
              : host(mishap, phase);
      default -> host(mishap, phase);
    };
  }

  private static Expected is(Outcome outcome, String why) {
    return new Expected(EnumSet.of(outcome), why);
  }
}
