package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Treatment;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import dev.mayday.world.Life;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shares the checkout, the .env or the database is stopped, restarted, untouched or asked. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class NeighboursTest {
  private static final String FALL_BACK = "FallBackToFiles";
  private Stage stage;

  @AfterEach
  void end() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {FALL_BACK, "ReturnToPostgres"})
  void thePlanSaysOfEachWhatBecomesOfItAndSoItIsDone(String scenario) {
    World world = world(scenario);
    Life api = world.neighbour("api");
    Life worker = world.neighbour("worker");
    Life cron = world.neighbour("cron");
    begin(world, listed());
    int cronPid = cron.pid;
    Report report = stage.run(scenario);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(plan(report))
        .containsSubsequence(
            "check: neighbour cron (PM2 cron, shares checkout, .env) is untouched",
            "change: neighbour api (PM2 api, shares checkout, .env) is stopped until the service is"
                + " proven",
            "change: stop baileys-whatsapp-service, proven",
            "prove: a test message is sent",
            "change: neighbour api, which was stopped, is started again",
            "change: neighbour worker (PM2 worker, shares checkout, .env) is restarted, so that it"
                + " reads the new code and .env");
    String now = world.commit + " " + world.env.get("USE_REPOSITORY_PATTERN");
    assertThat(List.of(api.reads, worker.reads)).containsOnly(now);
    assertThat(api.runs() && worker.runs()).isTrue();
    assertThat(cron.pid).isEqualTo(cronPid);
    assertThat(cron.reads).isNotEqualTo(now);
    assertThat(question()).doesNotContain("mind:");
  }

  @Test
  void aStrangerIsAskedAboutAlsoWhereApprovalIsAutomatic() {
    World world = new World();
    world.neighbour("sync");
    begin(world, automatic());
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(question())
        .contains("mind: PM2 sync [process 400] shares checkout and is not under neighbours")
        .contains("write there: sync: {}");
    assertThat(plan(report)).contains("check: PM2 sync is untouched, and not listed");
  }

  /** Negative control of the one before: where everybody is listed nobody is asked. */
  @Test
  void whereEverybodyIsListedApprovalStaysAutomatic() {
    World world = new World();
    world.neighbour("sync");
    begin(world, automatic().andThen(Services.with(neighbour("sync", Treatment.UNTOUCHED)))::apply);
    assertThat(stage.run(FALL_BACK).outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked()).isEmpty();
  }

  @Test
  void aNoToAStrangerChangesNothing() {
    World world = new World();
    world.neighbour("sync");
    String before = world.production();
    begin(world, automatic());
    stage.answer("no");
    assertThat(stage.run(FALL_BACK).outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aStrangerThatComesDuringTheQuestionIsAskedAboutAndOneThatGoesIsNot() {
    World world = new World();
    begin(world, UnaryOperator.identity());
    Life[] sync = new Life[1];
    stage.people.answering(
        ask -> {
          synchronized (world) {
            if (sync[0] == null) sync[0] = world.neighbour("sync");
            else world.beside.remove("sync");
          }
          stage.decide(ask, "yes");
        });
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked()).hasSize(2);
    assertThat(stage.people.asked().get(1).question().text()).contains("PM2 sync");
  }

  @Test
  void twoWritersOnOneIdentityAreNamed() {
    World world = new World();
    world.neighbour("twin").twin = true;
    begin(world, Services.with(neighbour("twin", Treatment.RESTARTED)));
    stage.run(FALL_BACK);
    assertThat(question())
        .contains("PM2 twin runs the same script as the service", "two writers on one identity");
  }

  @Test
  void aRollBackStartsAgainOnTheOldCodeWhatWasStopped() {
    World world = new World();
    Life api = world.neighbour("api");
    String reads = api.reads;
    String before = world.production();
    begin(world, Services.with(neighbour("api", Treatment.STOPPED)));
    stage.before("EnvFileSet", () -> stage.operator.say("rollBack"));
    assertThat(stage.run(FALL_BACK).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
    assertThat(api.reads).isEqualTo(reads);
    assertThat(api.stamp).as("it was stopped and started").isNotEmpty();
  }

  /** The service works: that is not put at risk for a neighbour. */
  @Test
  void aNeighbourThatDoesNotComeUpIsNamedAndLeftToDo() {
    World world = new World();
    world.neighbour("worker").broken = true;
    begin(world, Services.with(neighbour("worker", Treatment.RESTARTED)));
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED_IN_PART);
    assertThat(report.apart()).singleElement().asString().contains("worker", "did not come up");
    assertThat(report.leftToDo()).anyMatch(todo -> todo.contains("neighbour worker"));
    assertThat(stage.people.asked()).hasSize(1);
    assertThat(world.pid).isPositive();
  }

  @Test
  void whatStandsStillIsNotStarted() {
    World world = new World();
    Life api = world.neighbour("api");
    api.pid = 0;
    api.status = "stopped";
    begin(world, Services.with(neighbour("api", Treatment.STOPPED)));
    Report report = stage.run(FALL_BACK);
    assertThat(plan(report)).anyMatch(one -> one.contains("is untouched, for it does not run"));
    assertThat(api.runs()).isFalse();
  }

  @Test
  void aHandOverAfterTheSealNamesWhoStillStands() {
    World world = new World();
    world.neighbour("api");
    begin(world, Services.with(neighbour("api", Treatment.STOPPED)));
    stage.failing("Pm2Start", 1, new Refused("the script is not there"));
    stage.people.answering(
        ask -> stage.decide(ask, ask.question().number() == 1 ? "yes" : "hand over"));
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.leftToDo())
        .anyMatch(todo -> todo.contains("not done: change: neighbour api, which was stopped"));
  }

  /** Mayday has no hands for it: people stop it, and what they did is seen. */
  @Test
  void whatIsNotUnderPm2IsStoppedAndStartedByAPerson() {
    World world = new World();
    world.alone.put("sync.service", "unit sync.service");
    begin(world, Services.with(ofUnit("sync")));
    whenBlocked(world, world.alone::clear);
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(stage.people.asked().get(1).question().text())
        .contains("stop it by hand (systemctl stop sync.service), then answer retry");
    assertThat(report.leftToDo()).anyMatch(todo -> todo.contains("is started again, by a person"));
  }

  /** Other users' processes may be closed to the worker: that is no proof of a stop. */
  @Test
  void whatCannotBeSeenIsNotTakenForStopped() {
    World world = new World();
    world.doubtful.add("sync");
    begin(world, Services.with(ofUnit("sync")));
    whenBlocked(world, world.doubtful::clear);
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(plan(report)).noneMatch(one -> one.contains("for it does not run"));
    assertThat(stage.people.asked().get(1).question().text())
        .contains("may run", "closed to this host's worker", "systemctl stop sync.service");
  }

  @Test
  void whatCannotBeSeenIsNoReasonNotToPutBack() {
    World world = new World();
    world.alone.put("sync.service", "unit sync.service");
    String before = world.production();
    begin(world, Services.with(ofUnit("sync")));
    whenBlocked(world, world.alone::clear);
    stage.before(
        "EnvFileSet",
        () -> {
          synchronized (world) {
            world.doubtful.add("sync");
          }
          stage.operator.say("rollBack");
        });
    Report report = stage.run(FALL_BACK);
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
    assertThat(report.leftToDo())
        .anyMatch(todo -> todo.contains("see that it runs (systemctl start sync.service)"));
  }

  private static Neighbour ofUnit(String name) {
    return new Neighbour(
        name,
        null,
        name + ".service",
        "",
        "",
        List.of(Neighbour.Shared.CHECKOUT),
        Treatment.STOPPED);
  }

  /** What a run of an earlier version has in its history. */
  @Test
  void aServiceThatSaysNothingOfNeighboursLooksForNone() {
    World world = new World();
    world.neighbour("sync");
    begin(world, service -> Records.with(service, "neighbours", null));
    Report report = stage.run(FALL_BACK);
    assertThat(report.journal()).noneMatch(entry -> entry.what().contains("who else shares"));
    assertThat(question()).doesNotContain("sync");
  }

  @Test
  void whatCouldNotBeSeenIsSaid() {
    World world = new World();
    world.unseen.add("3 processes of www-data cannot be looked into");
    begin(world, UnaryOperator.identity());
    assertThat(stage.run(FALL_BACK).journal())
        .anyMatch(entry -> entry.result().contains("nobody was found; 3 processes of www-data"));
  }

  private void begin(World world, UnaryOperator<Service> shape) {
    stage = new Stage(world).answer("yes");
    stage.control.shape(shape);
  }

  /** People say yes to the plan; where a step is blocked they do this by hand, and say retry. */
  private void whenBlocked(World world, Runnable byHand) {
    stage.people.answering(
        ask -> {
          boolean blocked = ask.question().text().startsWith("blocked");
          if (blocked)
            synchronized (world) {
              byHand.run();
            }
          stage.decide(ask, blocked ? "retry" : "yes");
        });
  }

  private String question() {
    return stage.people.asked().get(0).question().text();
  }

  private static List<String> plan(Report report) {
    return report.plan().steps().stream().map(NeighboursTest::line).toList();
  }

  private static String line(Plan.Step step) {
    return step.verb() + ": " + step.phrase();
  }

  private static World world(String scenario) {
    return scenario.equals(FALL_BACK) ? new World() : Worlds.onFiles();
  }

  private static UnaryOperator<Service> listed() {
    return Services.with(
        neighbour("api", Treatment.STOPPED),
        neighbour("worker", Treatment.RESTARTED),
        neighbour("cron", Treatment.UNTOUCHED));
  }

  private static Neighbour neighbour(String name, Treatment treatment) {
    return Services.neighbour(name, treatment);
  }

  private static UnaryOperator<Service> automatic() {
    return Services.under(policy -> Records.with(policy, "approval", Policy.Approval.AUTOMATIC));
  }
}
