package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people type into the Web UI's forms may be anything; the recovery goes on listening. */
@Timeout(120)
class LooseWordsTest {
  @TempDir Path folder;
  private final World world = new World();
  private final Stage stage = new Stage(world);
  private WorkflowStub recovery;

  @BeforeEach
  void begin() throws IOException {
    Estates.one(folder);
    Terminal terminal = new Terminal(folder, Map.of(), () -> Meanwhile.client(stage));
    assertThat(terminal.types("recover", "FallBackToFiles", "--by", "pager").exit()).isZero();
    Meanwhile.until(stage, () -> !stage.people.asked().isEmpty());
    recovery = Meanwhile.client(stage).newUntypedWorkflowStub(Services.TARGET.recoveryId());
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aKeyThatNobodyKnowsIsPassedOver() {
    Map<String, Object> typed =
        Map.of("question", 1, "answer", "no", "by", "on-call", "mood", List.of("calm"));
    assertThat(recovery.update("decide", String.class, typed)).startsWith("counted");
    assertThat(end().outcome()).isEqualTo(Outcome.DECLINED);
  }

  @Test
  void numbersAndFlagsMayBeTypedAsText() {
    Map<String, Object> typed =
        Map.of("question", "1", "answer", "no", "by", "on-call", "breakGlass", "false");
    assertThat(recovery.update("decide", String.class, typed)).startsWith("counted");
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsRejectedWithAWord() {
    for (Object typed : nonsense())
      assertThatThrownBy(() -> recovery.update("decide", String.class, typed))
          .as(String.valueOf(typed))
          .isInstanceOf(WorkflowException.class);
    stillAnswers();
  }

  /** A signal is not answered: it is kept in the history and changes nothing. */
  @Test
  void theSameAsASignalStopsNothing() {
    nonsense().forEach(typed -> recovery.signal("decide", typed));
    recovery.signal("decide");
    recovery.signal("abort", "please");
    stillAnswers();
  }

  private static List<Object> nonsense() {
    return Arrays.asList(
        Map.of(),
        Map.of("question", 1),
        Map.of("question", "the first", "answer", "yes", "by", "on-call"),
        Map.of("question", List.of(1), "answer", Map.of("yes", true), "by", 7),
        Map.of("question", 1, "answer", "yes", "by", "on-call", "breakGlass", "perhaps"),
        "yes",
        42,
        List.of("decide", 1));
  }

  private void stillAnswers() {
    Report now = recovery.query("report", Report.class);
    assertThat(now.open().number()).isEqualTo(1);
    Map<String, Object> typed = Map.of("question", 1, "answer", "no", "by", "on-call");
    assertThat(recovery.update("decide", String.class, typed)).startsWith("counted");
    assertThat(end().outcome()).isEqualTo(Outcome.DECLINED);
    var history = Meanwhile.client(stage).fetchHistory(Services.TARGET.recoveryId());
    assertThat(history.getEvents()).noneMatch(one -> one.hasWorkflowTaskFailedEventAttributes());
  }

  private Report end() {
    Line line = new Line(Meanwhile.client(stage), Services.TARGET.recoveryId());
    String run = line.newest().orElseThrow().run();
    Meanwhile.until(stage, () -> !line.open(run));
    return line.report(run);
  }
}
