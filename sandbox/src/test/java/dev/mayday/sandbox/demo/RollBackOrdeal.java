package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.sabotage.Carried;
import dev.mayday.sandbox.sabotage.Order;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A fallback that is aborted right before it sets the {@code .env}. The worker is killed after each
 * of its undos in turn, and in the end all is as it was.
 */
final class RollBackOrdeal {
  private static final String SCENARIO = FaultCell.FALL_BACK;
  private static final String HELD = "aborted";
  private static final Set<String> UNDOS =
      Set.of(
          "EnvFilePutBack",
          "SessionsPutBack",
          "GitPutBack",
          "Pm2PutBack",
          "Pm2Save",
          "SessionsDiscard");

  private final Ground ground;

  private RollBackOrdeal(Ground ground) {
    this.ground = ground;
  }

  /** In a sandbox of its own, with neighbours; returns what died where. */
  static Toll endure(Path folder) {
    try (Ground ground = Crashes.raiseForMany(folder)) {
      Lodgers lodgers = Lodgers.in(ground);
      Toll toll = new RollBackOrdeal(ground).endure();
      lodgers.wereLeftAt("true");
      Search.findsNothing(ground);
      return toll;
    }
  }

  private Toll endure() {
    Trial.FALL_BACK.emergency(ground);
    Picture before = Picture.of(ground.scene);
    try (Census census = new Census(ground.sandbox);
        Calamities calamities = new Calamities(ground, SCENARIO, (where, key) -> after(where))) {
      OnDuty onDuty = new OnDuty(ground, aborted());
      Report end = onDuty.stay();
      Toll toll = new Toll(SCENARIO, calamities.struck(), ground.sabotage.done());
      String seen = end.why() + "\n" + toll + "\n" + onDuty.answered();
      assertThat(end.outcome()).as(seen).isEqualTo(Outcome.ABORTED);
      assertThat(end.leftToDo()).as(seen).isEmpty();
      assertThat(toll.activities()).as(seen).isEqualTo(UNDOS);
      assertThat(toll.missed()).as(seen).isEmpty();
      thereAndBack(census, seen);
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).as(seen).isEqualTo(before);
      well(before.mode());
      return toll;
    }
  }

  private static Calamity after(Carried where) {
    return UNDOS.contains(where.attempt().activity()) ? Calamity.WORKER : Calamity.NOTHING;
  }

  /** Returns its run when everything before the settings was changed, and somebody said abort. */
  private String aborted() {
    ground.sabotage.order(HELD, Order.holdBefore(SCENARIO, "EnvFileSet"));
    String run = ground.begin(SCENARIO, "it will be aborted");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Until.holds(run + " is held", () -> ground.sabotage.carriedOut(HELD));
    ground.says(0, List.of("abort", "--by", "lead", "--why", "not now"));
    ground.sabotage.withdraw(HELD);
    return run;
  }

  /**
   * There was something to put back, it was put back once, and never were there two: an undo that
   * was begun again found what it had done.
   */
  private static void thereAndBack(Census census, String seen) {
    assertThat(census.changes(Census.Sight::head)).as("checkouts: %s", seen).isEqualTo(2);
    assertThat(census.changes(Census.Sight::sessions)).as("exchanges: %s", seen).isEqualTo(2);
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
