package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The copy that a fallback will live on: refreshed when it may be, untouched when it may not. */
@Timeout(120)
class KeepWarmCopyTest {
  private static final Map<String, String> TARGET =
      Map.of("environment", "staging", "service", "whatsapp");
  private final World world = new World();
  private World.Store old;
  private Stage stage;

  @BeforeEach
  void begin() {
    world.database = Reachability.State.READY;
    world.rows.get("11").put("session-8", "new");
    old = world.warmCopy.copy();
    stage = new Stage(world);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theCopyBecomesWhatTheDatabaseHolds() {
    assertThat(copy(TARGET)).startsWith("copy of ").contains("7 keys");
    assertThat(world.warmCopy).isEqualTo(world.rows);
  }

  @Test
  void whatEndedRunsLeftIsForgottenWhenItIsOldAndWhatAPersonDecidesIsNamed() {
    world.staged.put("r1-look", World.store("11"));
    world.sealedEnv.put("r1", Map.of("SECRET", "x"));
    world.rowsBefore.put("r1", World.store("11"));
    assertThat(copy(TARGET)).doesNotContain("forgotten");
    assertThat(world.sealedEnv).isNotEmpty();
    world.begun = Instant.now().minus(Duration.ofDays(31));
    world.parked.put("r1", World.store("11"));
    assertThat(copy(TARGET))
        .startsWith("copy of ")
        .contains("1 folders of ended runs forgotten")
        .contains("1 sealed copies of ended runs forgotten")
        .contains("1 undo tables of ended runs forgotten")
        .contains("stays until a person removes it: parked r1");
    assertThat(world.staged).isEmpty();
    assertThat(world.sealedEnv).isEmpty();
    assertThat(world.rowsBefore).isEmpty();
    assertThat(world.parked).containsKey("r1");
  }

  @Test
  void whatCannotBeForgottenIsSaidAndTheCopyIsMadeAllTheSame() {
    stage.failing("SessionRowsSweep", 1, new Refused("no right to drop it\nHINT: grant it"));
    assertThat(copy(TARGET)).startsWith("copy of ").contains("could not be forgotten (no right");
    assertThat(world.warmCopy).isEqualTo(world.rows);
  }

  @Test
  void whileOnFilesNothingThatTheWayBackNeedsIsSwept() {
    world.env.put("USE_REPOSITORY_PATTERN", "false");
    world.begun = Instant.now().minus(Duration.ofDays(31));
    world.sealedEnv.put("r1", Map.of("SECRET", "x"));
    copy(TARGET);
    assertThat(world.sealedEnv).isNotEmpty();
  }

  @Test
  void itStandsStillWhileARecoveryRuns() {
    world.running = "FallBackToFiles";
    assertThat(copy(TARGET)).isEqualTo("stands still: FallBackToFiles runs");
    assertThat(world.warmCopy).isEqualTo(old);
  }

  @Test
  void itStandsStillWhileTheServiceIsOnFiles() {
    world.env.put("USE_REPOSITORY_PATTERN", "false");
    assertThat(copy(TARGET)).isEqualTo("stands still: the service is on files");
    assertThat(world.warmCopy).isEqualTo(old);
  }

  @Test
  void aDatabaseThatDoesNotAnswerFailsTheRunWithTheSentenceAndTheOldCopyStays() {
    world.database = Reachability.State.TIMEOUT;
    assertThat(failure(TARGET)).contains("the database does not answer\nHINT: ");
    assertThat(world.warmCopy).isEqualTo(old);
  }

  @Test
  void aWrongInputFailsAtOnceWithTheRightForm() {
    String form = "HINT: the input looks like {\"environment\": \"production\"";
    assertThat(failure(Map.of("env", "x"))).startsWith("unknown key \"env\"").contains(form);
    assertThat(failure(List.of())).startsWith("the input is not a JSON object").contains(form);
    assertThat(failure(new Object[] {null})).contains(form);
    assertThat(failure(Map.of("environment", "production", "service", "whatsapp")))
        .contains("there is no service production/whatsapp");
  }

  private String copy(Object... input) {
    return stage.begin("KeepWarmCopy", Services.TARGET.copyId(), input).getResult(String.class);
  }

  private String failure(Object... input) {
    WorkflowStub run = stage.begin("KeepWarmCopy", Services.TARGET.copyId(), input);
    Throwable[] root = new Throwable[1];
    assertThatThrownBy(() -> run.getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(failed -> root[0] = rootOf(failed));
    return ((ApplicationFailure) root[0]).getOriginalMessage();
  }

  private static Throwable rootOf(Throwable failed) {
    return failed.getCause() == null ? failed : rootOf(failed.getCause());
  }
}
