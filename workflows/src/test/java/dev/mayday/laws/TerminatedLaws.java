package dev.mayday.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Report;
import dev.mayday.system.Reachability;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.TerminatedFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Somebody terminates a run after its k-th activity, for every k: nothing is undone, nobody is
 * told. The next run of the same scenario says what it finds, and brings the service back or hands
 * it over; it never calls a service that stands still no emergency.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class TerminatedLaws {
  private static final Set<Outcome> FORWARD =
      Set.of(Outcome.RECOVERED, Outcome.RECOVERED_IN_PART, Outcome.RECOVERED_UNPROVEN);

  /** The clock of a stage begins now, and what is later has the higher fence. */
  private static final Duration LATER = Duration.ofHours(3);

  @Test
  void afterAFallbackThatWasTerminated() {
    everywhere("FallBackToFiles", World::new);
  }

  @Test
  void afterAReturnThatWasTerminated() {
    everywhere("ReturnToPostgres", Worlds::onFiles);
  }

  /**
   * Temporal's store is lost after the k-th activity, for every k: the next server knows of
   * nothing, and its alert finds a world that is half-way. Also where the policy is automatic
   * nothing more is changed before somebody said yes.
   */
  @Test
  void afterAStoreThatWasLostNothingGoesOnUnasked() {
    Breaker counter = new Breaker(Breaker.Way.NOT, 0);
    try (Stage stage = automatic(new World(), counter)) {
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(stage.people.asked()).as("it is automatic").isEmpty();
    }
    int halfWay = 0;
    for (int k = 1; k <= counter.count(); k++) halfWay += lost(k);
    assertThat(halfWay).as("the law is about worlds that were left half-way").isGreaterThan(5);
  }

  private static int lost(int k) {
    World world = new World();
    String before = world.production();
    Breaker breaker = new Breaker(Breaker.Way.TERMINATE, k);
    try (Stage stage = automatic(world, breaker)) {
      if (!ended(stage, stage.begin("FallBackToFiles", false))) return 0;
    }
    String left = world.production();
    if (left.equals(before)) return 0;
    try (Stage stage = automatic(world)) {
      stage.pass(LATER);
      Report next = stage.run("FallBackToFiles");
      assertThat(world.production())
          .as("after activity %d, %s: %s", k, breaker.broken(), next.journal())
          .isEqualTo(left);
      boolean asked = !stage.people.asked().isEmpty();
      assertThat(asked || next.outcome() != Outcome.DECLINED).isTrue();
      assertThat(next.outcome())
          .as("after activity %d, %s: %s", k, breaker.broken(), next.journal())
          .isIn(Outcome.DECLINED, Outcome.HANDED_OVER, Outcome.FALSE_ALARM);
    }
    return 1;
  }

  private static Stage automatic(World world, Breaker... breakers) {
    Stage stage = new Stage(world, breakers);
    stage.control.shape(
        Services.under(policy -> Records.with(policy, "approval", Policy.Approval.AUTOMATIC)));
    return stage;
  }

  private static void everywhere(String scenario, Supplier<World> emergency) {
    Breaker counter = new Breaker(Breaker.Way.NOT, 0);
    try (Stage stage = new Stage(emergency.get(), counter).answer("yes")) {
      assertThat(stage.run(scenario).outcome()).isEqualTo(Outcome.RECOVERED);
    }
    int halfWay = 0;
    for (int k = 1; k <= counter.count(); k++) halfWay += terminated(scenario, emergency.get(), k);
    assertThat(halfWay).as("the law is about worlds that were left half-way").isGreaterThan(5);
  }

  /** Returns 1 where the first run left the world other than it was. */
  private static int terminated(String scenario, World world, int k) {
    String before = world.production();
    Breaker breaker = new Breaker(Breaker.Way.TERMINATE, k);
    try (Stage stage = new Stage(world, breaker).answer("yes")) {
      if (!ended(stage, stage.begin(scenario, false))) return 0;
    }
    String left = world.production();
    boolean still = world.pid == 0;
    try (Stage stage = new Stage(world).answer("yes")) {
      stage.pass(LATER);
      Report next = stage.run(scenario);
      String story =
          "%s after activity %d, %s, left:%n%s%n%s: %s"
              .formatted(scenario, k, breaker.broken(), left, next.outcome(), next.journal());
      lawful(world, next, still, story);
      if (!left.equals(before)) said(next, still, story);
      return left.equals(before) ? 0 : 1;
    }
  }

  /** False where the run was over before it could be terminated. */
  private static boolean ended(Stage stage, WorkflowStub run) {
    try {
      stage.result(run);
      return false;
    } catch (WorkflowFailedException terminated) {
      assertThat(terminated).hasCauseInstanceOf(TerminatedFailure.class);
      return true;
    }
  }

  private static void lawful(World world, Report next, boolean still, String story) {
    assertThat(world.halfHealed()).as(story).isFalse();
    assertThat(next.outcome()).as(story).isNotNull();
    if (FORWARD.contains(next.outcome())) assertThat(world.pid).as(story).isPositive();
    else if (still) assertThat(next.outcome()).as(story).isEqualTo(Outcome.HANDED_OVER);
    else assertThat(next.outcome()).as(story).isIn(Outcome.FALSE_ALARM, Outcome.HANDED_OVER);
  }

  /** What stands still is named; a checkout that went before the service did is asked about. */
  private static void said(Report next, boolean still, String story) {
    List<String> words =
        next.journal().stream().map(entry -> entry.what() + " " + entry.result()).toList();
    if (still) assertThat(words).as(story).anyMatch(one -> one.contains("stopped"));
  }

  /** Negative control: a next run that looked away would be seen. */
  @Test
  void aServiceThatStandsStillMayNotBeCalledNoEmergency() {
    World world = new World();
    world.database = Reachability.State.READY;
    try (Stage stage = new Stage(world)) {
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.FALSE_ALARM);
      assertThatThrownBy(() -> lawful(world, report, true, "looked away"))
          .isInstanceOf(AssertionError.class);
    }
  }

  /** The fallback was terminated, then the database came back. */
  @Test
  void aServiceThatStandsStillBeforeADatabaseThatAnswersIsHandedOver() {
    World world = new World();
    world.status = "stopped";
    world.pid = 0;
    world.database = Reachability.State.READY;
    try (Stage stage = new Stage(world)) {
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
      assertThat(report.why()).contains("does not run (stopped)", "start it");
    }
  }

  @Test
  void whoIsAskedReadsThatItIsHalfWayAlready() {
    World world = new World();
    world.commit = "commit-of-tag";
    world.branch = "";
    world.status = "stopped";
    world.pid = 0;
    try (Stage stage = new Stage(world).answer("yes")) {
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(stage.people.asked().get(0).question().text())
          .contains("the checkout is on files-tag already", "does not run (stopped)")
          .contains("an earlier run that was ended from outside");
    }
  }
}
