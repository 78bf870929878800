package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Report;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A stage on which alerts come in. */
abstract class IncidentStage {
  protected World world = new World();
  protected Stage stage = new Stage(world).answer("yes");
  protected Instant began = Instant.ofEpochMilli(stage.environment.currentTimeMillis());

  @AfterEach
  void end() {
    stage.close();
  }

  protected Report onlyReport() {
    assertThat(stage.control.filed()).hasSize(1);
    return stage.control.filed().get(0);
  }

  protected String notes(WorkflowStub incident) {
    return incident.getResult(String.class);
  }

  protected WorkflowStub alerts(Alert... alerts) {
    WorkflowStub incident = incident();
    incident.signalWithStart(
        "alerts",
        new Object[] {new AlertBatch(List.of(alerts))},
        new Object[] {IncidentStart.of(Services.TARGET)});
    return incident;
  }

  protected void in(int minutes, Alert... alerts) {
    stage.after(
        Duration.ofMinutes(minutes),
        () -> known().signal("alerts", new AlertBatch(List.of(alerts))));
  }

  protected WorkflowStub incident() {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue("mayday")
            .setWorkflowId(Services.TARGET.incidentId())
            .build();
    return stage
        .environment
        .getWorkflowClient()
        .newUntypedWorkflowStub("RespondToIncident", options);
  }

  protected String run() {
    return known().describe().getExecution().getRunId();
  }

  protected Carried state() {
    return known().query("state", Carried.class);
  }

  protected WorkflowStub known() {
    return stage
        .environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(Services.TARGET.incidentId());
  }

  protected List<HistoryEvent> history(WorkflowStub incident) {
    return stage
        .environment
        .getWorkflowClient()
        .fetchHistory(incident.getExecution().getWorkflowId())
        .getEvents();
  }

  protected Alert firing(String summary, int seconds) {
    return alert(summary, true, seconds);
  }

  protected Alert resolved(String summary, int seconds) {
    return alert(summary, false, seconds);
  }

  protected Alert alert(String summary, boolean firing, int seconds) {
    Instant started = began.plusSeconds(seconds);
    return new Alert("monitor", summary, firing, started, started, "critical", summary, Map.of());
  }
}
