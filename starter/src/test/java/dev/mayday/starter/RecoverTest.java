package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.system.Reachability;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recovery by hand: begun, followed to its end, and its outcome told to scripts. */
@Timeout(120)
class RecoverTest {
  @TempDir Path folder;
  private final World world = new World();
  private final Stage stage = new Stage(world);
  private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
    terminal = new Terminal(folder, Map.of(), () -> Meanwhile.client(stage));
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void endsWithTheOutcomesExitCode() {
    stage.answer("yes");
    Terminal.Said said = recover("FallBackToFiles", "--wait", "--why", "the pager rang");
    assertThat(said.exit()).as(said.toString()).isEqualTo(Outcome.RECOVERED.exitCode());
    assertThat(said.out())
        .contains("change: ")
        .contains("RECOVERED")
        .contains("/namespaces/default/workflows/recovery%2Fstaging%2Fwhatsapp/");
    assertThat(world.mode).isEqualTo("false");
  }

  @Test
  void aNoEndsWithAnotherExitCodeAndChangesNothing() {
    String before = world.production();
    stage.answer("no");
    Terminal.Said said = recover("FallBackToFiles", "--wait");
    assertThat(said.exit()).as(said.toString()).isEqualTo(Outcome.DECLINED.exitCode());
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aHealthyDatabaseIsAFalseAlarm() {
    world.database = Reachability.State.READY;
    assertThat(recover("FallBackToFiles", "--wait").exit())
        .isEqualTo(Outcome.FALSE_ALARM.exitCode());
  }

  @Test
  void aRehearsalChangesNothing() {
    String before = world.production();
    Terminal.Said said =
        Meanwhile.passing(stage, () -> terminal.types("rehearse", "FallBackToFiles", "--wait"));
    assertThat(said.exit()).as(said.toString()).isEqualTo(Outcome.REHEARSED.exitCode());
    assertThat(said.out()).contains("0 of ");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void theSecondOneIsToldWhichRuns() {
    assertThat(terminal.types("recover", "FallBackToFiles").exit()).isZero();
    Terminal.Said second = terminal.types("recover", "ReturnToPostgres", "--wait");
    assertThat(second.exit()).isEqualTo(Exit.REFUSED);
    assertThat(second.err()).contains("FallBackToFiles of staging/whatsapp runs already");
    assertThat(terminal.types("rehearse", "FallBackToFiles", "--wait").exit())
        .isEqualTo(Exit.REFUSED);
  }

  @Test
  void theSameOneIsJoined() {
    assertThat(terminal.types("recover", "FallBackToFiles").exit()).isZero();
    stage.answer("no");
    Terminal.Said joined = recover("FallBackToFiles", "--wait");
    assertThat(joined.exit()).as(joined.toString()).isEqualTo(Outcome.DECLINED.exitCode());
    assertThat(joined.out()).contains("staying with it");
  }

  @Test
  void aRunEndedFromOutsideIsNoSuccess() {
    stage.people.answering(ask -> terminate());
    Terminal.Said said = recover("FallBackToFiles", "--wait");
    assertThat(said.exit()).as(said.toString()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("ended from outside");
  }

  private void terminate() {
    stage
        .environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(Services.TARGET.recoveryId())
        .terminate("somebody pressed the button");
  }

  private Terminal.Said recover(String... arguments) {
    String[] line = new String[arguments.length + 3];
    line[0] = "recover";
    line[arguments.length + 1] = "--by";
    line[arguments.length + 2] = "pager";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return Meanwhile.passing(stage, () -> terminal.types(line));
  }
}
