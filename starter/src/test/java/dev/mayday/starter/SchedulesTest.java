package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warm copy must be taken as often as the configuration says, and only so often. */
class SchedulesTest {
  @TempDir Path folder;
  private final ScheduleServer server = new ScheduleServer();
  private WorkflowServiceStubs stubs;
  private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
    stubs = server.start();
    terminal = new Terminal(folder, Map.of(), () -> WorkflowClient.newInstance(stubs));
  }

  @AfterEach
  void leave() {
    stubs.shutdownNow();
    server.stop();
  }

  @Test
  void oneScheduleForEachServiceThatWantsACopy() {
    Terminal.Said said = terminal.types("schedules", "apply");
    assertThat(said.exit()).as(said.toString()).isZero();
    assertThat(said.out()).contains("warm-copy/staging/whatsapp: created, every 1 min");
    Schedule made = server.schedules.get("warm-copy/staging/whatsapp");
    assertThat(made.getSpec().getInterval(0).getInterval()).isEqualTo(Durations.fromMinutes(1));
    assertThat(made.getPolicies().getOverlapPolicy())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    assertThat(made.getPolicies().getCatchupWindow()).isEqualTo(Durations.fromMinutes(1));
    assertThat(made.getAction().getStartWorkflow().getWorkflowType().getName())
        .isEqualTo("KeepWarmCopy");
    assertThat(made.getAction().getStartWorkflow().getWorkflowId())
        .isEqualTo("warm-copy/staging/whatsapp");
    assertThat(made.getAction().getStartWorkflow().getTaskQueue().getName()).isEqualTo("mayday");
    String input =
        made.getAction().getStartWorkflow().getInput().getPayloads(0).getData().toStringUtf8();
    assertThat(input).contains("\"environment\":\"staging\"").contains("\"service\":\"whatsapp\"");
  }

  @Test
  void applyingAgainKeepsWhatAPersonPaused() {
    terminal.types("schedules", "apply");
    server.pause("warm-copy/staging/whatsapp");
    Terminal.Said again = terminal.types("schedules", "apply", "--json");
    assertThat(again.out()).as(again.toString()).contains("\"result\" : \"up to date\"");
    assertThat(server.schedules).hasSize(1);
    assertThat(server.schedules.get("warm-copy/staging/whatsapp").getState().getPaused()).isTrue();
  }

  @Test
  void whatIsSwitchedOffGoes() throws IOException {
    terminal.types("schedules", "apply");
    Estates.withoutCopy(folder);
    assertThat(terminal.types("schedules", "apply").out()).contains(": removed");
    assertThat(server.schedules).isEmpty();
    assertThat(terminal.types("schedules", "apply").out()).contains(": none");
  }
}
