package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody in a hurry types it wrong: they must learn what to type instead. */
class WrongUseTest {
  @TempDir Path folder;

  private Terminal terminal() {
    return new Terminal(
        folder,
        Map.of(),
        () -> {
          throw new Unavailable("no Temporal server answers\nHINT: start one");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "recoverr FallBackToFiles",
        "recover",
        "recover FallBackToFile",
        "recover FallBackToFiles --environment nowhere",
        "recover FallBackToFiles --service nothing",
        "recover FallBackToFiles --detected-at yesterday",
        "recover FallBackToFiles --detected-at 2999-01-01T00:00:00Z",
        "recover FallBackToFiles --unknown",
        "decide",
        "decide 1",
        "decide one yes --by on-call",
        "decide 1 yes",
        "decide staging 1 yes --by on-call",
        "decide staging/whatsapp/x 1 yes --by on-call",
        "decide 1 yes --by on-call --break-glass",
        "pause",
        "abort --environment nowhere --by on-call",
        "status --watch --json",
        "report not/a/run",
        "schedules",
        "stand-back",
        "stand-back sideways",
        "stand-back on --why x",
        "stand-back on --by lead",
        "stand-back off elsewhere --by lead",
        "worker --host nowhere",
        "up --host nowhere",
        "doctor --host nowhere",
        "setup --service not/a/name",
        "setup --host two words",
        "setup --state relative",
        "setup --store /var/lib/x",
        "setup --dry-run --register",
        "doctor --host app-1 --anywhere",
        "schedules aply",
        "up --metrics nowhere",
        "webhook --metrics 127.0.0.1:99999",
        "pause --json"
      })
  void saysWhatToDoAndExitsWithTwo(String line) throws IOException {
    Estates.one(folder);
    Terminal.Said said = terminal().types(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(said.exit()).as(said.toString()).isEqualTo(Exit.WRONG_USE);
    assertThat(said.err()).contains("HINT: ").doesNotContain("\tat ");
    if (line.contains("--json")) assertThat(said.out()).contains("\"exitCode\" : 2", "\"hint\"");
    else assertThat(said.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"recoverr, recover", "statu, status", "hand-ove, hand-over"})
  void guessesWhatWasMeant(String typed, String meant) {
    assertThat(terminal().types(typed).err()).contains("did you mean '" + meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recover FallBackToFiles", "pause --by on-call"})
  void hasNoDefaultEnvironmentWhenThereAreTwo(String line) throws IOException {
    Estates.two(folder);
    Terminal.Said said = terminal().types(line.split(" "));
    assertThat(said.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(said.err()).contains("which environment?").contains("spare, staging");
  }

  @Test
  void takesTheOnlyEnvironment() throws IOException {
    Estates.one(folder);
    Terminal.Said said = terminal().types("recover", "FallBackToFiles");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.UNAVAILABLE);
  }

  @Test
  void namesTheConfigurationThatIsMissing() {
    Terminal.Said said = terminal().types("status");
    assertThat(said.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(said.err()).contains(folder.resolve("mayday.yaml").toString()).contains("HINT: ");
  }

  @Test
  void readsTheConfigurationThatTheVariableNames() throws IOException {
    Estates.one(Files.createDirectory(folder.resolve("elsewhere")));
    Map<String, String> variables = Map.of("MAYDAY_CONFIG", "elsewhere/mayday.yaml");
    Terminal.Said said =
        new Terminal(
                folder,
                variables,
                () -> {
                  throw new Unavailable("no Temporal server answers\nHINT: start one");
                })
            .types("status");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.UNAVAILABLE);
    assertThat(said.err())
        .contains("HINT: start one; ")
        .contains("`mayday runbook SCENARIO` needs no Temporal")
        .contains("/runbooks");
  }

  @Test
  void showsNoStackTraceOfABug() throws IOException {
    Estates.one(folder);
    Terminal broken =
        new Terminal(
            folder,
            Map.of(),
            () -> {
              throw new IllegalStateException("the wires are crossed");
            });
    Terminal.Said said = broken.types("status");
    assertThat(said.exit()).isEqualTo(Exit.BUG);
    assertThat(said.err()).contains("the wires are crossed").doesNotContain("\tat ");
  }
}
