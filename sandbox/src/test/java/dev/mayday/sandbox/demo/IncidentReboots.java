package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.sandbox.Status;

/**
 * An incident whose host reboots after each of its activities up to the recovery that it begins.
 * Somebody says no to that one, so production is as it was.
 */
final class IncidentReboots {
  private final Ground ground;

  IncidentReboots(Ground ground) {
    this.ground = ground;
  }

  /** Returns what died where, once all is well again. */
  Toll endure() {
    Trial.FALL_BACK.emergency(ground);
    Picture before = Picture.of(ground.scene);
    try (Census census = new Census(ground.sandbox);
        Calamities calamities =
            new Calamities(ground, OtherCell.INCIDENT, (where, key) -> Calamity.HOST)) {
      String run = Trial.alerted(ground, ground.newest());
      ground.answers(0, ground.asked(run), "no", "on-call");
      Outcome end = ground.end(run).outcome();
      Toll toll = new Toll(OtherCell.INCIDENT, calamities.struck(), ground.sabotage.done());
      assertThat(end).as(toll.toString()).isEqualTo(Outcome.DECLINED);
      assertThat(toll.activities())
          .as(toll.toString())
          .containsAll(Golden.activities(OtherCell.INCIDENT));
      Picture now = Picture.ofRunning(ground.scene).production();
      assertThat(now.withPid(before.pid())).isEqualTo(before.production());
      CopyOrdeal.untouched(census, toll.deaths());
      well(before.mode());
      return toll;
    }
  }

  /** The sandbox's independent check agrees, once the database is back. */
  private void well(String mode) {
    ground.sandbox.heal();
    Status status = ground.sandbox.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }
}
