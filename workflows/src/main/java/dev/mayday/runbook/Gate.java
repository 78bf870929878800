package dev.mayday.runbook;

import dev.mayday.system.Estate;
import java.time.Duration;

/**
 * What stands between two steps: people's wish to hold or to stop, and, before a change, the kill
 * switch. It is never looked at inside a step, the switch not inside a window either.
 */
final class Gate {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private final Run run;
  private final Estate estate;

  Gate(Run run) {
    this.run = run;
    estate = run.ports.within(Estate.class);
  }

  /** Holds while people hold; leaves when they want to stop. */
  void pass(boolean beforeChange) {
    if (run.wishes.paused()) hold("paused by " + run.wishes.pausedBy());
    run.stopNow();
    if (beforeChange && !run.window) standBack();
    run.stopNow();
  }

  private void hold(String why) {
    run.journal.note("hold", why, "");
    people(() -> Waiting.until(() -> !run.wishes.paused() || run.stopping()));
    run.journal.note("hold", "over", "");
  }

  private void standBack() {
    String who = stoodBack();
    if (who.isEmpty()) return;
    run.journal.note("hold", "standing back: " + who, "");
    people(() -> untilCalledOff(who));
  }

  private void untilCalledOff(String who) {
    Duration wait = LOOK_AGAIN;
    while (!stoodBack().isEmpty() && !run.stopping()) {
      Waiting.until("standing back: " + who, wait, run::stopping);
      wait = wait.compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : wait;
    }
  }

  /** People's clock runs meanwhile, and stops however the waiting ends. */
  private void people(Runnable waiting) {
    run.clock.peopleBegin();
    try {
      waiting.run();
    } finally {
      run.clock.peopleEnd();
    }
  }

  private String stoodBack() {
    return run.ports.saying("may Mayday act?", () -> estate.standBack(run.target().environment()));
  }
}
