package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.runbook.Control;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import dev.mayday.triage.StandBackWorkflow;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is about to upgrade goes by the exit code, and then by what is printed. */
@Timeout(120)
class UpgradeCheckCommandTest {
  @TempDir Path folder;
  private final LeftOpen runs = new LeftOpen();

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
  }

  @AfterEach
  void leave() {
    runs.close();
  }

  /** What a build wrote that waited before it told people to stand back. */
  public static final class Elder implements StandBack {
    @Override
    public String run(StandBackOrder order) {
      Workflow.sleep(Duration.ofDays(1));
      return "";
    }

    @Override
    public void off(Control control) {}

    @Override
    public String order() {
      return "waits";
    }
  }

  @Test
  void zeroWhereNothingIsOpen() {
    assertThat(lines(0)).containsExactly("nothing is open: nothing has to go on with this build");
    assertThat(json(0)).isEmpty();
  }

  @Test
  void zeroWhereThisBuildGoesOnWithWhatIsOpen() {
    String id = runs.order("quiet", StandBackWorkflow.class);
    List<String> lines = lines(0);
    assertThat(lines).as("a line for the run, and no hint").hasSize(1);
    assertThat(lines.get(0)).startsWith("ok       StandBack as " + id + ", run ");
    assertThat(lines.get(0)).endsWith(": " + runs.events(id) + " events");
  }

  /** Negative control of both above: the same type of run, whose code was another. */
  @Test
  void oneWhereARunWentAnotherWayUntilItHasEnded() {
    String good = runs.order("quiet", StandBackWorkflow.class);
    String other = runs.order("loud", Elder.class);
    List<String> lines = lines(1);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("DIVERGES StandBack as " + other + ", run ");
    assertThat(lines.get(0)).as("where, and what").contains(": at event ", "timer");
    assertThat(lines.get(1)).startsWith("ok       StandBack as " + good + ", run ");
    assertThat(lines.get(2)).startsWith("do not start this build now");
    assertThat(lines.get(3))
        .startsWith("HINT: let the build that is there end what is marked, then ask again")
        .contains("`mayday hand-over`");
    toldToAScript(json(1), other, good);
    runs.end(other);
    assertThat(lines(0)).as("as the hint said").hasSize(1);
  }

  /** The fields that docs/cli.md names, and no others. */
  private static void toldToAScript(JsonNode all, String other, String good) {
    assertThat(all).hasSize(2);
    assertThat(all.get(0).fieldNames())
        .toIterable()
        .containsExactly("workflowId", "run", "type", "events", "replays", "trouble");
    assertThat(all.get(0).path("workflowId").asText()).isEqualTo(other);
    assertThat(all.get(0).path("replays").asBoolean(true)).isFalse();
    assertThat(all.get(0).path("trouble").asText()).contains("at event ", "timer");
    assertThat(all.get(1).path("workflowId").asText()).isEqualTo(good);
    assertThat(all.get(1).path("replays").asBoolean(false)).isTrue();
    assertThat(all.get(1).path("trouble").asText()).isEmpty();
  }

  private List<String> lines(int code) {
    return asked(code, "upgrade-check").out().lines().toList();
  }

  private JsonNode json(int code) {
    Terminal.Said said = asked(code, "upgrade-check", "--json");
    try {
      return new ObjectMapper().readTree(said.out());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(said.toString(), notJson);
    }
  }

  /** What is found is said on stdout alone, whatever it is. */
  private Terminal.Said asked(int code, String... line) {
    Terminal.Said said = new Terminal(folder, Map.of(), () -> runs.client).types(line);
    assertThat(said.exit()).as(said.toString()).isEqualTo(code);
    assertThat(said.err()).isEmpty();
    return said;
  }
}
