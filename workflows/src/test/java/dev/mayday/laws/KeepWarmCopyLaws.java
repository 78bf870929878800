package dev.mayday.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.scenario.KeepWarmCopyWorkflow;
import dev.mayday.system.Reachability;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for the schedule that has no plan and asks nobody: broken anywhere, it ends, the copy
 * is the old one or the new one and whole, and production is untouched.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class KeepWarmCopyLaws {
  private static final Map<String, String> TARGET =
      Map.of("environment", "staging", "service", "whatsapp");

  @ParameterizedTest
  @EnumSource(
      value = Breaker.Way.class,
      names = {"BEFORE", "AFTER", "LATE", "CANCEL", "BUG"})
  void brokenAtTheKthActivityForEveryK(Breaker.Way way) throws Exception {
    int activities = activities();
    assertThat(activities).isPositive();
    for (int k = 1; k <= activities; k++) broken(way, k);
  }

  private static void broken(Breaker.Way way, int k) throws Exception {
    World world = healthy();
    String before = world.production();
    World.Store old = world.warmCopy.copy();
    Breaker breaker = new Breaker(way, k, Services.TARGET.copyId());
    try (Stage stage = new Stage(world, breaker)) {
      WorkflowStub run = run(stage);
      lateEffect(breaker);
      String where = way + " at activity " + k + ", " + breaker.broken();
      assertThat(world.production()).as(where).isEqualTo(before);
      assertThat(world.warmCopy).as("whole, %s", where).isIn(old, world.rows);
      if (way != Breaker.Way.BUG) replays(stage, run);
    }
  }

  private static void lateEffect(Breaker breaker) {
    try {
      breaker.arrive();
    } catch (RuntimeException refusedLate) {
      assertThat(refusedLate).hasMessageContaining("HINT: ");
    }
  }

  private static int activities() throws Exception {
    Breaker counter = new Breaker(Breaker.Way.NOT, 0);
    try (Stage stage = new Stage(healthy(), counter)) {
      run(stage);
      return counter.count();
    }
  }

  /** It ends: with its sentence, or failed. */
  private static WorkflowStub run(Stage stage) throws TimeoutException {
    WorkflowStub run = stage.begin("KeepWarmCopy", Services.TARGET.copyId(), TARGET);
    try {
      assertThat(run.getResult(60, TimeUnit.SECONDS, String.class)).isNotEmpty();
    } catch (WorkflowFailedException failed) {
      assertThat(failed.getCause()).isNotNull();
    }
    return run;
  }

  private static World healthy() {
    World world = new World();
    world.database = Reachability.State.READY;
    world.rows.get("11").put("session-8", "new");
    return world;
  }

  private static void replays(Stage stage, WorkflowStub run) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        stage.environment.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()),
        KeepWarmCopyWorkflow.class);
  }
}
