package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Outcome;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What scripts read: one JSON value on stdout, whatever happens, and its exit code. */
@Timeout(120)
class ScriptTest {
  private static final String TOKEN = "token-of-on-call-31f0";
  @TempDir Path folder;
  private final World world = new World();
  private final Stage stage = new Stage(world, new RealCodes(Map.of("on-call", TOKEN)));
  private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
    Files.writeString(folder.resolve("token"), TOKEN);
    terminal = new Terminal(folder, Map.of(), () -> Meanwhile.client(stage));
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aRecoveryTellsItsRunAndInTheEndItsOutcome() {
    JsonNode begun = json(0, "recover", "FallBackToFiles", "--by", "pager");
    assertThat(names(begun))
        .containsExactly(
            "command",
            "scenario",
            "target",
            "workflowId",
            "run",
            "link",
            "joined",
            "outcome",
            "why",
            "exitCode");
    assertThat(begun.path("outcome").isNull()).isTrue();
    stage.answer("no");
    String[] again = {"recover", "FallBackToFiles", "--by", "pager", "--wait", "--json"};
    Terminal.Said said = Meanwhile.passing(stage, () -> terminal.types(again));
    JsonNode ended = read(said.out());
    assertThat(said.exit()).isEqualTo(Outcome.DECLINED.exitCode());
    assertThat(ended.path("exitCode").asInt()).isEqualTo(said.exit());
    assertThat(ended.path("outcome").asText()).isEqualTo("DECLINED");
    assertThat(ended.path("joined").asBoolean()).isTrue();
    assertThat(ended.path("run")).isEqualTo(begun.path("run"));
    assertThat(said.err()).as("the way there").contains("watch it: ", "question 1");
  }

  @Test
  void aRehearsalIsToldTheSameWay() {
    String[] line = {"rehearse", "FallBackToFiles", "--wait", "--json"};
    Terminal.Said said = Meanwhile.passing(stage, () -> terminal.types(line));
    assertThat(read(said.out()).path("command").asText()).isEqualTo("rehearse");
    assertThat(read(said.out()).path("outcome").asText()).isEqualTo("REHEARSED");
  }

  @Test
  void everyControlTellsTheRunAndWhatCameOfIt() {
    asked();
    for (String control : List.of("pause", "resume")) {
      JsonNode told = json(0, control, "--by", "on-call");
      assertThat(names(told))
          .containsExactly("command", "target", "workflowId", "run", "result", "said", "exitCode");
      assertThat(told.path("command").asText()).isEqualTo(control);
      assertThat(told.path("result").asText()).isEqualTo("done");
      assertThat(told.path("workflowId").asText()).isEqualTo(Services.TARGET.recoveryId());
    }
    for (String control : List.of("retry", "skip")) refused(control);
    assertThat(json(0, "rollback", "--by", "on-call").path("result").asText()).isEqualTo("done");
  }

  private void refused(String control) {
    JsonNode failed = json(Exit.REFUSED, control, "--by", "on-call");
    assertThat(names(failed)).containsExactly("error", "hint", "exitCode");
    assertThat(failed.path("error").asText()).contains("is no legal answer");
  }

  @Test
  void abortAndHandOverToo() {
    asked();
    assertThat(json(0, "hand-over", "--by", "lead").path("command").asText())
        .isEqualTo("hand-over");
    JsonNode abort = read(terminal.types("abort", "--by", "lead", "--json").out());
    assertThat(abort.path("exitCode").isInt()).isTrue();
  }

  @Test
  void anAnswerThatDoesNotCountIsAResultWithAnExitCode() throws IOException {
    asked();
    Files.writeString(folder.resolve("wrong"), "another-token-altogether");
    String[] wrong = {"decide", "1", "yes", "--by", "on-call", "--token-file", "wrong"};
    JsonNode told = json(Exit.REFUSED, wrong);
    assertThat(told.path("result").asText()).isEqualTo("not counted");
    assertThat(told.path("said").asText()).contains("the code is not right");
    String[] right = {"decide", "1", "yes", "--by", "on-call", "--token-file", "token"};
    assertThat(json(0, right).path("said").asText()).isEqualTo("counted: verified");
  }

  /** The code is made for break-glass, so it counts as such. */
  @Test
  void breakGlassIsProvenByACodeOfItsOwn() {
    asked();
    String[] loud = {
      "decide",
      "1",
      "yes",
      "--by",
      "on-call",
      "--token-file",
      "token",
      "--break-glass",
      "--reason",
      "alone"
    };
    assertThat(json(0, loud).path("said").asText()).contains("verified, BREAK-GLASS: alone");
  }

  @Test
  void whereNothingRunsThatIsAnErrorOfTheSameShape() {
    JsonNode failed = json(Exit.REFUSED, "pause", "--by", "on-call");
    assertThat(failed.path("error").asText()).contains("nothing runs");
    assertThat(failed.path("hint").asText()).contains("mayday status");
    assertThat(failed.path("exitCode").asInt()).isEqualTo(Exit.REFUSED);
  }

  private void asked() {
    assertThat(terminal.types("recover", "FallBackToFiles", "--by", "pager").exit()).isZero();
    Meanwhile.until(stage, () -> !stage.people.asked().isEmpty());
  }

  private JsonNode json(int code, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    Terminal.Said said = terminal.types(all.toArray(String[]::new));
    assertThat(said.exit()).as(said.toString()).isEqualTo(code);
    return read(said.out());
  }

  private static JsonNode read(String out) {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(out, notJson);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
