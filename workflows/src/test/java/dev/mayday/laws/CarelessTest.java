package dev.mayday.laws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.runbook.Scenario;
import dev.mayday.system.Reachability;
import dev.mayday.world.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The laws can fail: a careless scenario breaks them, the same one written with care does not. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class CarelessTest {
  @Test
  void theCarefulOneIsLawful() {
    ScenarioLaws laws = of(Small.class);
    assertThatCode(laws::aRehearsalLeavesProductionUntouchedAndRemovesWhatItPrepared)
        .doesNotThrowAnyException();
    assertThatCode(() -> laws.brokenAtTheKthActivityForEveryK(Breaker.Way.LATE))
        .doesNotThrowAnyException();
    assertThatCode(() -> laws.brokenAtTheKthActivityOfARollbackForEveryK(Breaker.Way.AFTER))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingUndoIsSeen() {
    ScenarioLaws laws = of(Careless.WithoutUndo.class);
    assertThatThrownBy(() -> laws.brokenAtTheKthActivityForEveryK(Breaker.Way.AFTER))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("before the seal the world is as before");
  }

  @Test
  void anUndoThatMayNotBeTriedAgainIsSeen() {
    ScenarioLaws laws = of(Careless.TurningUndo.class);
    assertThatThrownBy(() -> laws.brokenAtTheKthActivityOfARollbackForEveryK(Breaker.Way.AFTER))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("before the seal the world is as before");
  }

  @Test
  void anEffectWithoutAFenceIsSeen() {
    ScenarioLaws laws = of(Careless.WithoutFence.class);
    assertThatThrownBy(() -> laws.brokenAtTheKthActivityForEveryK(Breaker.Way.LATE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("an effect that arrives after the undo");
  }

  @Test
  void aCommitThatIsDeclaredAChangeIsSeen() {
    ScenarioLaws laws = of(Careless.CommitAsChange.class);
    assertThatThrownBy(() -> laws.brokenAtTheKthActivityForEveryK(Breaker.Way.AFTER))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("before the seal the world is as before");
  }

  @Test
  void aLookThatChangesIsSeen() {
    ScenarioLaws laws = of(Careless.ChangingLook.class);
    assertThatThrownBy(laws::aRehearsalLeavesProductionUntouchedAndRemovesWhatItPrepared)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stopped");
  }

  private static ScenarioLaws of(Class<? extends Scenario> scenario) {
    return new ScenarioLaws() {
      @Override
      protected String scenario() {
        return "FallBackToFiles";
      }

      /** It looks at nothing more before it starts, so an abort must come a step earlier. */
      @Override
      protected String abortedBefore() {
        return "EnvFileSet";
      }

      @Override
      protected List<Class<?>> installed() {
        return List.of(scenario);
      }

      @Override
      protected World emergency() {
        World world = new World();
        world.folder = World.store("11", "12");
        return world;
      }

      @Override
      protected void heal(World world) {
        world.database = Reachability.State.READY;
      }

      @Override
      protected List<Consumer<World>> oddities() {
        return List.of();
      }
    };
  }
}
