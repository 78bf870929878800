package dev.mayday.sandbox.demo;

import dev.mayday.incident.Report;
import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a recovery is watched: as long as it answers, while a question is open that people may
 * still answer, and else until the budget that its policy gives to the machine is used up.
 */
final class Deadline {
  /** A worker that was killed is back by then, or somebody has to look. */
  private static final Duration MUTE = Duration.ofMinutes(2);

  /** What comes after a question's end: its default is carried out. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final String look;
  private Instant last;
  private Instant heard;
  private Duration machine = Duration.ZERO;

  /**
   * @param look what a person looks at when it is over
   */
  Deadline(InstantSource clock, String look) {
    this.clock = clock;
    this.look = look;
    last = clock.instant();
    heard = last;
  }

  /** People were waited for at the terminal: that time is nobody's. */
  void pause() {
    last = clock.instant();
    heard = last;
  }

  /**
   * Judges one look.
   *
   * @param report what was seen, or null when nobody answered
   * @throws Unavailable when it is over
   */
  void saw(Report report) {
    Instant now = clock.instant();
    if (report != null) heard = now;
    if (report != null && report.open() != null) question(report, now);
    else machine(report, now);
    last = now;
  }

  private void question(Report report, Instant now) {
    Instant closes = report.open().closesAt();
    if (now.isAfter(closes.plus(GRACE)))
      throw over("question " + report.open().number() + " should have closed at " + closes);
  }

  private void machine(Report report, Instant now) {
    if (Duration.between(heard, now).compareTo(MUTE) > 0)
      throw over("the recovery has not answered for " + MUTE.toMinutes() + " min");
    machine = machine.plus(Duration.between(last, now));
    if (report == null || machine.compareTo(allowed(report)) <= 0) return;
    throw over(
        "%s has not ended after %d s without a question; its budget is %d s"
            .formatted(report.scenario(), machine.toSeconds(), allowed(report).toSeconds()));
  }

  /** The whole budget; a policy without one has those of its phases. */
  private static Duration allowed(Report report) {
    Duration phases = Duration.ZERO;
    for (Report.Budget budget : report.budgets()) {
      if (budget.name().equals("rto") && !budget.allowed().isZero()) return budget.allowed();
      phases = phases.plus(budget.allowed());
    }
    return phases.compareTo(MUTE) < 0 ? MUTE : phases;
  }

  private Unavailable over(String what) {
    return new Unavailable(what + "\nHINT: " + look);
  }
}
