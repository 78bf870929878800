package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Order;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One recovery during which the host reboots where the plan says. It recovers, and each change was
 * made once; or, where the boot started what was to stand still, all is as before.
 */
final class Reboots {
  private final Ground ground;
  private final Trial trial;
  private final Order held;
  private final Calamities.Plan plan;

  private Reboots(Ground ground, Trial trial, Order held, Calamities.Plan plan) {
    this.ground = ground;
    this.trial = trial;
    this.held = held;
    this.plan = plan;
  }

  /** Between two steps: right before the first of each of these activities. */
  static Reboots before(Ground ground, Trial trial, Set<String> activities) {
    return new Reboots(
        ground,
        trial,
        Order.holdBeforeEach(trial.scenario()),
        (where, key) ->
            key.endsWith(" 1") && activities.contains(where.attempt().activity())
                ? Calamity.HOST
                : Calamity.NOTHING);
  }

  /** Right after the effect of the k-th activity, before anybody is told. */
  static Reboots after(Ground ground, Trial trial, int k) {
    return new Reboots(
        ground,
        trial,
        Order.holdAfterEach(trial.scenario()),
        (where, key) -> where.position() == k ? Calamity.HOST : Calamity.NOTHING);
  }

  /** Begins it by hand, stays with it to its end, judges it; returns what died where. */
  Toll endure() {
    long sent = TestMessages.sent(ground.sandbox);
    Picture before = Picture.of(ground.scene);
    Filed filed = Filed.of(ground);
    try (Census census = new Census(ground.sandbox);
        Calamities calamities = new Calamities(ground, held, plan)) {
      String run = trial.byHand(ground);
      OnDuty onDuty = new OnDuty(ground, run);
      Report end = onDuty.stay();
      Toll toll = new Toll(trial.scenario(), calamities.struck(), ground.sabotage.done());
      String seen = end.outcome() + ": " + end.why() + "\n" + toll + "\n" + onDuty.answered();
      assertThat(census.most()).as("service processes at one time: %s", seen).isEqualTo(1);
      assertThat(census.starts())
          .as("starts: %s\n%s", census.told(), seen)
          .isLessThanOrEqualTo((int) (1 + toll.deaths()));
      assertThat(end.outcome())
          .as("PM2 had saved %s: %s", before.saved(), seen)
          .isEqualTo(expected(toll, before.saved()));
      assertThat(Told.of(ground.sandbox).tooOften(ground.deaths())).as(seen).isEmpty();
      filed.oneMore(run, seen);
      if (end.outcome() == Outcome.ROLLED_BACK) putBack(before, census, seen);
      else
        crossed(
            census,
            seen,
            TestMessages.sent(ground.sandbox) - sent,
            end.outcome() == Outcome.RECOVERED);
      System.out.println(end.outcome() + ": " + end.why() + "\n" + toll);
      return toll;
    }
  }

  private void crossed(Census census, String seen, long sent, boolean whole) {
    trial.changedOnce(census, seen);
    if (whole) assertThat(sent).as("test messages: %s", seen).isEqualTo(1);
    else assertThat(sent).as("test messages: %s", seen).isLessThanOrEqualTo(1);
    trial.well(ground);
  }

  /** What was changed was changed back, and the service works where it did. */
  private void putBack(Picture before, Census census, String seen) {
    Picture now = Picture.ofRunning(ground.scene);
    assertThat(now.production().withPid(before.pid())).as(seen).isEqualTo(before.production());
    assertThat(census.changes(Census.Sight::head) % 2).as(seen).isZero();
    ground.sandbox.heal();
    Status status = ground.sandbox.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table() + seen).isTrue();
    assertThat(status.mode()).as(seen).isEqualTo(before.mode());
  }

  /**
   * Between the stop and the writing of the settings the service is to stand still; who finds it
   * running then cannot know what it wrote. What the boot begins afterwards is on the new side, and
   * is gone on with; but where PM2 had saved the other mode that wins over the settings, until the
   * recovery has changed it. A stop whose answer was lost is made again.
   *
   * @param saved what PM2 had saved when it began
   */
  private Outcome expected(Toll toll, Saved saved) {
    String until = saved.otherThan(trial.variable(ground)) ? "Pm2Save" : "EnvFileSet";
    if (toll.struck().stream().anyMatch(one -> within(one, toll, until)))
      return Outcome.ROLLED_BACK;
    return toll.diedInOnce() ? Outcome.RECOVERED_UNPROVEN : Outcome.RECOVERED;
  }

  /** Whether a boot came after the stop, and before the start and the effect of this activity. */
  private static boolean within(Calamities.Struck one, Toll toll, String until) {
    if (one.what() == Calamity.NOTHING) return false;
    Set<String> over =
        toll.done().stream()
            .filter(done -> one.of(done.run()) && !done.at().isAfter(one.at()))
            .filter(done -> !one.at(done) || !done.activity().equals("Pm2Stop"))
            .map(Done::activity)
            .collect(Collectors.toSet());
    return over.contains("Pm2Stop")
        && Stream.of("Pm2Start", until).noneMatch(over::contains)
        && !one.where().attempt().activity().equals("Pm2Start");
  }
}
