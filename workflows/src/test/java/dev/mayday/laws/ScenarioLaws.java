package dev.mayday.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Ask;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.WorkflowReplayer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must hold for every scenario, written once. A world is broken in every way at every
 * activity, those of a rollback as well; in the end it is as before, or the service works in the
 * new way, or people have it with at most one writer.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
abstract class ScenarioLaws {
  private static final Set<Outcome> FORWARD =
      Set.of(Outcome.RECOVERED, Outcome.RECOVERED_IN_PART, Outcome.RECOVERED_UNPROVEN);

  /** Every scenario stops a service and changes its checkout and its settings. */
  private static final int UNDOS = 3;

  /** The workflow type. */
  protected abstract String scenario();

  /** A world in which the scenario is right. */
  protected abstract World emergency();

  /** Makes the emergency go away. */
  protected abstract void heal(World world);

  /** How a run ends for which there is nothing left to do once people said yes. */
  protected Outcome healed() {
    return Outcome.HEALED_MEANWHILE;
  }

  /**
   * The type of the activity right before which somebody aborts a run that is to roll back: the
   * first one after the point of no return.
   */
  protected String abortedBefore() {
    return "Pm2Start";
  }

  /** The workflow types under the law. */
  protected List<Class<?>> installed() {
    return Scenarios.all();
  }

  /** Worlds that are not as the runbook expects them. */
  protected abstract List<Consumer<World>> oddities();

  @Test
  void aRehearsalLeavesProductionUntouchedAndRemovesWhatItPrepared() {
    World world = neighboured();
    String before = world.production();
    String aside = world.aside();
    try (Stage stage = stage(world)) {
      Report report = stage.result(stage.begin(scenario(), true));
      assertThat(report.outcome()).isEqualTo(Outcome.REHEARSED);
      assertThat(report.plan().steps()).isNotEmpty();
      assertThat(world.production()).isEqualTo(before);
      assertThat(world.aside()).isEqualTo(aside);
      assertThat(stage.people.asked()).isEmpty();
    }
  }

  @Test
  void nobodyApprovesSoNothingChanges() {
    World world = neighboured();
    String before = world.production();
    try (Stage stage = stage(world)) {
      assertThat(stage.run(scenario()).outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(world.production()).isEqualTo(before);
      assertThat(stage.people.asked()).hasSize(2);
    }
  }

  @Test
  void somebodySaysNoSoNothingChanges() {
    World world = neighboured();
    String before = world.production();
    try (Stage stage = stage(world).answer("no")) {
      assertThat(stage.run(scenario()).outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void healedMeanwhileSoNothingChanges() {
    World world = neighboured();
    String before = world.production();
    try (Stage stage = stage(world)) {
      stage.people.answering(
          ask -> {
            synchronized (world) {
              heal(world);
            }
            stage.decide(ask, "yes");
          });
      assertThat(stage.run(scenario()).outcome()).isEqualTo(healed());
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void aWorldThatChangedDuringTheQuestionIsAskedAboutAgain() {
    World world = neighboured();
    try (Stage stage = stage(world)) {
      stage.people.answering(
          ask -> {
            synchronized (world) {
              world.refs.replaceAll((name, commit) -> commit + (commit.endsWith("'") ? "" : "'"));
            }
            stage.decide(ask, "yes");
          });
      Report report = stage.run(scenario());
      long asked =
          stage.people.asked().stream().map(ask -> ask.question().plan()).distinct().count();
      assertThat(asked).as("two different plans were asked about").isEqualTo(2);
      assertThat(report.outcome()).as("%s", report.journal()).isIn(FORWARD);
    }
  }

  @Test
  void aDeafNotifierHoldsNothing() {
    World world = neighboured();
    world.deaf = true;
    try (Stage stage = stage(world).answer("yes")) {
      Report report = stage.run(scenario());
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.journal()).anyMatch(entry -> entry.result().contains("nobody"));
    }
  }

  @Test
  void oddWorldsEndLawfullyToo() {
    for (Consumer<World> oddity : oddities()) {
      World world = neighboured();
      oddity.accept(world);
      String before = world.production();
      try (Stage stage = stage(world).answer("yes")) {
        lawful(stage.run(scenario()), world, before, world.aside(), "an odd world");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Breaker.Way.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT", "TERMINATE"})
  void brokenAtTheKthActivityForEveryK(Breaker.Way way) {
    int activities = counted().count();
    for (int k = 1; k <= activities; k++) broken(way, k);
  }

  /** Somebody aborts right before the seal; what is broken is whatever comes after that. */
  @ParameterizedTest
  @EnumSource(
      value = Breaker.Way.class,
      names = {"BEFORE", "AFTER", "LATE", "CANCEL"})
  void brokenAtTheKthActivityOfARollbackForEveryK(Breaker.Way way) {
    int last = counted().first(abortedBefore()) - 1;
    int activities = rolledBack(last);
    for (int k = last + 1; k <= activities; k++) brokenUndoing(way, k, last);
  }

  /** A neighbour shares the checkout: it is stopped meanwhile, and is as before in the end, too. */
  private World neighboured() {
    World world = emergency();
    world.neighbour("api");
    return world;
  }

  private Stage stage(World world, WorkerInterceptor... interceptors) {
    Stage stage = new Stage(world, installed(), interceptors);
    stage.control.shape(Services.with(Services.neighbour("api", Neighbour.Treatment.STOPPED)));
    return stage;
  }

  /** A run in which all goes well. */
  private Breaker counted() {
    Breaker counter = new Breaker(Breaker.Way.NOT, 0);
    try (Stage stage = stage(neighboured(), counter).answer("yes")) {
      assertThat(stage.run(scenario()).outcome()).isEqualTo(Outcome.RECOVERED);
    }
    return counter;
  }

  /** How many activities a run has that is aborted after this one, and breaks nowhere else. */
  private int rolledBack(int last) {
    World world = neighboured();
    String before = world.production();
    Breaker counter = new Breaker(Breaker.Way.NOT, 0);
    try (Stage stage = stage(world, new Breaker(Breaker.Way.ABORT, last), counter).answer("yes")) {
      Report report = stage.run(scenario());
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ABORTED);
      assertThat(world.production()).isEqualTo(before);
    }
    assertThat(counter.count()).as("with its undos").isGreaterThan(last + UNDOS);
    return counter.count();
  }

  private void broken(Breaker.Way way, int k) {
    Breaker breaker = new Breaker(way, k);
    try (Stage stage = stage(neighboured(), breaker).answer("yes")) {
      endsLawfully(stage, breaker, way, way + " at activity " + k);
    }
  }

  /** An undo that is blocked is tried again by people, as often as it takes. */
  private void brokenUndoing(Breaker.Way way, int k, int last) {
    Breaker breaker = new Breaker(way, k);
    Breaker abort = new Breaker(Breaker.Way.ABORT, last);
    try (Stage stage = stage(neighboured(), abort, breaker)) {
      stage.people.answering(ask -> stage.decide(ask, again(ask)));
      endsLawfully(stage, breaker, way, way + " in a rollback, at activity " + k);
      assertThat(breaker.broken()).as("%s at activity %d", way, k).isNotEqualTo("nothing");
    }
  }

  private static String again(Ask ask) {
    return ask.question().answers().contains("retry") ? "retry" : "yes";
  }

  private void endsLawfully(Stage stage, Breaker breaker, Breaker.Way way, String when) {
    World world = stage.world;
    String before = world.production();
    WorkflowStub run = stage.begin(scenario(), false);
    Report report = ended(stage, run);
    String settled = world.production();
    String aside = world.aside();
    try {
      breaker.arrive();
    } catch (RuntimeException refusedLate) {
      assertThat(refusedLate).isInstanceOf(RuntimeException.class);
    }
    String where = when + ", " + breaker.broken();
    if (way == Breaker.Way.LATE
        && !FORWARD.contains(report.outcome())
        && report.outcome() != Outcome.HANDED_OVER)
      assertThat(world.production())
          .as("an effect that arrives after the undo, %s", where)
          .isEqualTo(settled);
    if (way != Breaker.Way.BUG && !breaker.broken().equals("nothing") && way != Breaker.Way.BEFORE)
      assertThat(breaker.effects()).as("it had its effect, %s", where).isPositive();
    lawful(report, world, before, aside, where);
    replays(stage, where);
  }

  /** A cancelled run has no result: the filed report tells. Nothing else ends without one. */
  private static Report ended(Stage stage, WorkflowStub run) {
    try {
      return stage.result(run);
    } catch (WorkflowFailedException cancelled) {
      if (!(cancelled.getCause() instanceof CanceledFailure))
        throw new AssertionError("it ended without a report", cancelled);
      List<Report> filed = stage.control.filed();
      return filed.isEmpty() ? null : filed.get(filed.size() - 1);
    }
  }

  private static void lawful(
      Report report, World world, String before, String aside, String where) {
    if (report == null) {
      assertThat(world.production()).as("cancelled before it began, %s", where).isEqualTo(before);
      return;
    }
    assertThat(world.sent).as("test messages, %s", where).hasSizeLessThanOrEqualTo(1);
    boolean sealed = report.journal().stream().anyMatch(entry -> entry.kind().equals("seal"));
    String story = where + "\n" + report.journal();
    assertThat(report.outcome()).as(story).isNotNull().isNotEqualTo(Outcome.LEFT_BROKEN);
    if (FORWARD.contains(report.outcome()) || sealed) {
      assertThat(world.halfHealed()).as("half healed: %s", story).isFalse();
      if (FORWARD.contains(report.outcome())) assertThat(world.pid).as(story).isPositive();
      if (world.beside.get("api").pid == 0)
        assertThat(report.leftToDo()).as(story).anyMatch(todo -> todo.contains("neighbour api"));
      assertThat(report.outcome())
          .as(story)
          .isIn(
              Outcome.RECOVERED,
              Outcome.RECOVERED_IN_PART,
              Outcome.RECOVERED_UNPROVEN,
              Outcome.HANDED_OVER);
    } else {
      assertThat(world.production())
          .as("before the seal the world is as before: %s", story)
          .isEqualTo(before);
      assertThat(aside)
          .as("nothing is left aside: %s", story)
          .doesNotContain("staged [r")
          .doesNotContain("parked [r");
    }
  }

  private void replays(Stage stage, String where) {
    if (where.startsWith("BUG")) return;
    try {
      WorkflowReplayer.replayWorkflowExecution(
          stage.history(),
          installed().get(0),
          installed().subList(1, installed().size()).toArray(Class<?>[]::new));
    } catch (Exception diverged) {
      throw new AssertionError("does not replay: " + where, diverged);
    }
  }
}
