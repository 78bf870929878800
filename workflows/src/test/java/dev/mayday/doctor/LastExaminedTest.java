package dev.mayday.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastExaminedTest {
  private static final String ID = Examined.id("app-1");
  private static final Instant AT = Instant.parse("2026-03-14T02:17:31Z");
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  @BeforeEach
  void start() {
    temporal.newWorker("mayday").registerWorkflowImplementationTypes(LastExaminedWorkflow.class);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void theNewestIsInTheMemoAndTheHistoryStaysShort() throws Exception {
    Examined first = examined(AT, 1);
    send(first);
    assertThat(memo()).isEqualTo(first);
    String run = stub().describe().getExecution().getRunId();
    Examined second = examined(AT.plusSeconds(60), 0);
    send(second);
    while (!memo().equals(second)) Thread.onSpinWait();
    assertThat(stub().describe().getExecution().getRunId()).isNotEqualTo(run);
    assertThat(temporal.getWorkflowClient().fetchHistory(ID, run).getEvents().size())
        .isLessThan(20);
    WorkflowReplayer.replayWorkflowExecution(
        temporal.getWorkflowClient().fetchHistory(ID, run), LastExaminedWorkflow.class);
  }

  @Test
  void whatIsLongIsCutAndTheRestIsCounted() {
    Examined many =
        new Examined(
            " app-1 ",
            AT,
            99,
            Collections.nCopies(30, new Examined.Failed("x".repeat(999), null, "", null)),
            0);
    assertThat(many.place()).isEqualTo("app-1");
    assertThat(many.failed()).hasSize(Examined.MOST);
    assertThat(many.red()).isEqualTo(30);
    assertThat(many.failed().get(0).what()).hasSize(300).endsWith(" …");
    assertThat(new Sheet(many).text()).contains("30 of 99 things would not work");
    assertThat(new Sheet(examined(AT, 0)).text()).contains("all of 7 things would work");
  }

  private static Examined examined(Instant at, int red) {
    List<Examined.Failed> failed =
        Collections.nCopies(
            red, new Examined.Failed("checkout", "torn", "mend it", List.of("FallBackToFiles")));
    return new Examined("app-1", at, 7, failed, red);
  }

  private Examined memo() {
    return Examined.class.cast(stub().describe().getMemo(LastExamined.MEMO, Examined.class));
  }

  private WorkflowStub stub() {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(ID);
  }

  private void send(Examined examined) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue("mayday")
            .setWorkflowId(ID)
            .setMemo(Map.of(LastExamined.MEMO, examined))
            .build();
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub("LastExamined", options)
        .signalWithStart("next", new Object[] {examined}, new Object[] {examined});
  }
}
