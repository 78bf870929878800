package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Carried;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Order;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recovery that is aborted when its last change before the seal was made: whatever there is to
 * put back was changed. The worker is killed after each of its undos and, in the long form, in
 * another rollback the Temporal server after the first undo of each type; in the end all is as it
 * was.
 */
final class RollBackOrdeal {
  private static final String HELD = "aborted";
  private static final List<Calamity> DEATHS =
      Boolean.getBoolean("mayday.long")
          ? List.of(Calamity.WORKER, Calamity.SERVER)
          : List.of(Calamity.WORKER);

  private final Ground ground;
  private final Trial trial;
  private final Calamity death;

  private RollBackOrdeal(Ground ground, Trial trial, Calamity death) {
    this.ground = ground;
    this.trial = trial;
    this.death = death;
  }

  /**
   * One rollback for each that is to die, one after the other, in a sandbox of their own, with
   * neighbours; returns what died where.
   */
  static List<Toll> endure(Path folder, Trial trial) {
    try (Ground ground = Crashes.raiseForMany(folder)) {
      arrive(ground, trial);
      Lodgers lodgers = Lodgers.in(ground); // now: those whom a fallback met would be begun anew
      List<Toll> tolls =
          DEATHS.stream().map(death -> new RollBackOrdeal(ground, trial, death).endure()).toList();
      lodgers.wereLeftAt(trial.variableBefore(ground), DEATHS.size());
      Search.findsNothing(ground);
      return tolls;
    }
  }

  /** The service is where such a recovery begins; what takes it there goes through in peace. */
  private static void arrive(Ground ground, Trial trial) {
    if (ground.sandbox.status().mode().equals(trial.own().from())) return;
    Trial there =
        Stream.of(Trial.values())
            .filter(one -> one.mode().equals(trial.own().from()))
            .findFirst()
            .orElseThrow();
    OnDuty inPeace = new OnDuty(ground, there.byHand(ground));
    assertThat(inPeace.stay().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  private Toll endure() {
    trial.emergency(ground);
    Picture before = Picture.of(ground.scene);
    Optional<Keys> rows = rows();
    Filed filed = Filed.of(ground);
    try (Census census = new Census(ground.sandbox)) {
      String run = changed(rows);
      Toll toll = aborted(run, filed);
      String seen = toll.toString();
      thereAndBack(census, seen);
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).as(seen).isEqualTo(before);
      assertThat(rows()).as("rows: %s", seen).isEqualTo(rows);
      well(before.mode());
      return toll;
    }
  }

  /** What lies in the database, where this emergency leaves one that can be asked. */
  private Optional<Keys> rows() {
    return ground.sandbox.broken().isEmpty()
        ? Optional.of(Rows.keys(ground.sandbox))
        : Optional.empty();
  }

  /** Returns its run when the last change before the seal was made, of which nobody knows yet. */
  private String changed(Optional<Keys> before) {
    ground.sabotage.order(HELD, Order.holdAfter(trial.scenario(), trial.own().last()));
    String run = ground.begin(trial.scenario(), "it will be aborted");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Until.holds(run + " is held", () -> ground.sabotage.carriedOut(HELD));
    before.ifPresent(
        rows -> assertThat(Rows.keys(ground.sandbox)).as("rows were brought").isNotEqualTo(rows));
    return run;
  }

  /** From here on there is nothing but undos and aftercare. */
  private Toll aborted(String run, Filed filed) {
    int over = ground.sabotage.done().size();
    try (Calamities calamities = new Calamities(ground, trial.scenario(), this::after)) {
      ground.says(0, List.of("abort", "--by", "lead", "--why", "not now"));
      ground.sabotage.withdraw(HELD);
      OnDuty onDuty = new OnDuty(ground, run);
      Report end = onDuty.stay();
      List<Done> since = ground.sabotage.done().stream().skip(over).toList();
      Toll toll = new Toll(trial.scenario(), calamities.struck(), since);
      String seen = end.why() + "\n" + toll + "\n" + onDuty.answered();
      assertThat(end.outcome()).as(seen).isEqualTo(Outcome.ABORTED);
      assertThat(end.leftToDo()).as(seen).isEmpty();
      assertThat(toll.activities()).as(seen).isEqualTo(trial.own().undos());
      assertThat(toll.missed()).as(seen).isEmpty();
      assertThat(Told.of(ground.sandbox).tooOften(ground.deaths())).as(seen).isEmpty();
      filed.oneMore(run, seen);
      return toll;
    }
  }

  private Calamity after(Carried where, String key) {
    boolean undo = trial.own().undos().contains(where.attempt().activity());
    boolean due = death == Calamity.WORKER || key.endsWith(" 1");
    return undo && due ? death : Calamity.NOTHING;
  }

  /**
   * There was something to put back, it was put back once, and never were there two: an undo that
   * was begun again found what it had done.
   */
  private void thereAndBack(Census census, String seen) {
    assertThat(census.changes(Census.Sight::env)).as(".env written: %s", seen).isEqualTo(2);
    assertThat(census.changes(Census.Sight::head)).as("checkouts: %s", seen).isEqualTo(2);
    assertThat(census.changes(Census.Sight::sessions))
        .as("exchanges: %s", seen)
        .isEqualTo(2 * trial.own().folders());
    assertThat(census.changes(Census.Sight::saved))
        .as("another mode in PM2's saved list: %s", seen)
        .isEqualTo(2);
    assertThat(census.most()).as("service processes at one time: %s", seen).isEqualTo(1);
    assertThat(census.starts()).as("starts: %s\n%s", census.told(), seen).isEqualTo(1);
  }

  /** The sandbox's independent check agrees. */
  private void well(String mode) {
    ground.sandbox.heal();
    Status status = ground.sandbox.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }
}
