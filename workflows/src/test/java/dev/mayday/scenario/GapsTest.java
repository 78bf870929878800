package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Gap;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Reachability;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The interval in which messages were not handled, per company, by the service's word or bound. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class GapsTest {
  private static final Traffic TOLD = new Traffic("lastMessageAt", "connectedSince", "", "");
  private Stage stage;

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void whatTheServiceTellsIsTheInterval() {
    World world = new World();
    begin(world, TOLD);
    Instant last = now().minusSeconds(90);
    world.lastMessages.put("11", last);
    stage.before("WhatsAppConnected", () -> world.openSince.put("11", now()));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    Gap told = gap(report, "11");
    assertThat(told.last()).isEqualTo(last);
    assertThat(told.from()).isEqualTo(last);
    assertThat(told.again()).isEqualTo(world.openSince.get("11"));
    assertThat(told.told()).isTrue();
    Gap bound = gap(report, "12");
    assertThat(bound.last()).isNull();
    assertThat(bound.told()).isFalse();
    assertThat(bound.again()).isAfter(bound.since());
  }

  /** It wrote nothing for a week, and lost nothing of that week. */
  @Test
  void aQuietCompanysLastMessageIsNotWhereItsGapBegins() {
    World world = new World();
    begin(world, TOLD);
    Instant lastWeek = now().minus(Duration.ofDays(7));
    world.lastMessages.put("11", lastWeek);
    world.openSince.put("11", lastWeek.plusSeconds(60));
    Gap quiet = gap(stage.run("FallBackToFiles"), "11");
    assertThat(quiet.last()).as("it is told all the same").isEqualTo(lastWeek);
    assertThat(quiet.from()).isEqualTo(quiet.since()).isAfter(lastWeek.plusSeconds(60));
    assertThat(quiet.told()).as("that connection is an old one").isFalse();
    assertThat(quiet.again()).isAfter(quiet.since());
  }

  /** A local time without its zone, read in another. */
  @Test
  void aLastMessageThatLiesAheadIsNotBelieved() {
    World world = new World();
    begin(world, TOLD);
    world.lastMessages.put("11", now().plus(Duration.ofHours(3)));
    Gap ahead = gap(stage.run("FallBackToFiles"), "11");
    assertThat(ahead.last()).isNull();
    assertThat(ahead.from()).isEqualTo(ahead.since());
    assertThat(ahead.again()).isAfter(ahead.since());
  }

  @Test
  void whereNothingIsToldItIsABoundAndNobodyIsAsked() {
    begin(new World(), Traffic.UNTOLD);
    Report report = stage.run("FallBackToFiles");
    assertThat(report.gaps()).hasSize(2).allMatch(gap -> gap.last() == null && !gap.told());
    Gap gap = gap(report, "11");
    assertThat(gap.since()).isBeforeOrEqualTo(report.startedAt().plusSeconds(1));
    assertThat(gap.again()).isBeforeOrEqualTo(report.endedAt());
    assertThat(report.journal()).noneMatch(entry -> entry.what().contains("its last message"));
  }

  @Test
  void aCompanyThatIsLeftOutIsStillNotHandled() {
    World world = new World();
    world.warmCopy.get("12").put("creds", "cut");
    begin(world, Traffic.UNTOLD);
    Report report = stage.run("FallBackToFiles");
    assertThat(gap(report, "11").again()).isNotNull();
    assertThat(gap(report, "12").again()).isNull();
  }

  @Test
  void onTheWayBackItBeginsWithTheStop() {
    begin(Worlds.onFiles(), Traffic.UNTOLD);
    Report report = stage.run("ReturnToPostgres");
    Instant stop =
        report.journal().stream()
            .filter(entry -> entry.what().startsWith("stop "))
            .findFirst()
            .orElseThrow()
            .at();
    assertThat(gap(report, "11").since()).isBeforeOrEqualTo(stop);
    assertThat(gap(report, "11").since()).isAfter(report.startedAt().plusSeconds(30));
  }

  /** On files the service worked before, and works again. */
  @Test
  void aReturnThatIsRolledBackIsOverThen() {
    begin(Worlds.onFiles(), Traffic.UNTOLD);
    stage.before("EnvFileSet", () -> stage.operator.say("rollBack"));
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(gap(report, "11").again()).isNotNull();
  }

  /** Without its database it handles nothing, stopped or not. */
  @Test
  void aFallbackThatIsRolledBackIsNot() {
    begin(new World(), Traffic.UNTOLD);
    stage.before("EnvFileSet", () -> stage.operator.say("rollBack"));
    assertThat(gap(stage.run("FallBackToFiles"), "11").again()).isNull();
  }

  @Test
  void aDatabaseThatIsBackBeforeTheSealEndsIt() {
    World world = new World();
    begin(world, Traffic.UNTOLD);
    stage.before("EnvFileSet", () -> world.database = Reachability.State.READY);
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HEALED_MEANWHILE);
    assertThat(gap(report, "11").again()).isNotNull();
  }

  /** The database is dead, whatever people say to the plan. */
  @Test
  void aRunThatEndsBeforeTheStopSaysItToo() {
    World world = new World();
    begin(world, TOLD);
    Instant last = now().minusSeconds(90);
    world.lastMessages.put("11", last);
    stage.answer("no");
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(report.gaps()).hasSize(2).allMatch(gap -> gap.again() == null);
    assertThat(gap(report, "11").last()).isEqualTo(last);
    assertThat(gap(report, "12").since()).isBeforeOrEqualTo(report.startedAt().plusSeconds(1));
    assertThat(report.seen()).as("the first lines").startsWith("does the database answer now?");
  }

  @Test
  void whereNoCompanyIsKnownOfItIsOneForAll() {
    World world = new World();
    world.warmCopy = null;
    begin(world, Traffic.UNTOLD);
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(gap(report, "").again()).isNull();
    assertThat(report.gaps()).hasSize(1);
  }

  @Test
  void anEmergencyThatIsOverBeforeTheAnswerEndsIt() {
    World world = new World();
    begin(world, Traffic.UNTOLD);
    stage.people.answering(
        ask -> {
          world.database = Reachability.State.READY;
          stage.decide(ask, "yes");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HEALED_MEANWHILE);
    assertThat(gap(report, "11").again()).isNotNull();
  }

  /** Negative control: a database that may serve the service all the same proves nothing. */
  @Test
  void whereTheLossIsDoubtfulOrTheServiceWorksNothingIsClaimed() {
    World world = new World();
    world.database = Reachability.State.TOO_MANY_CLIENTS;
    begin(world, Traffic.UNTOLD);
    stage.answer("no");
    assertThat(stage.run("FallBackToFiles").gaps()).isEmpty();
    stage.close();
    begin(Worlds.onFiles(), Traffic.UNTOLD);
    stage.answer("no");
    Report declined = stage.run("ReturnToPostgres");
    assertThat(declined.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(declined.gaps()).isEmpty();
  }

  @Test
  void aRunOfAnEarlierVersionKnowsOfNone() {
    begin(new World(), null);
    assertThat(stage.run("FallBackToFiles").gaps()).isEmpty();
  }

  private void begin(World world, Traffic traffic) {
    stage = new Stage(world).answer("yes");
    stage.control.shape(service -> Records.with(service, "traffic", traffic));
    assertThat(Services.whatsapp().traffic()).isNotNull();
  }

  private Instant now() {
    return Instant.ofEpochMilli(stage.environment.currentTimeMillis());
  }

  private static Gap gap(Report report, String company) {
    return report.gaps().stream()
        .filter(gap -> gap.company().equals(company))
        .findFirst()
        .orElseThrow(() -> new AssertionError(report.gaps() + "\n" + report.journal()));
  }
}
