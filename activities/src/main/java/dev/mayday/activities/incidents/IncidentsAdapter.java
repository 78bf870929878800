package dev.mayday.activities.incidents;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Target;
import dev.mayday.system.Incidents;
import dev.mayday.triage.Begun;
import dev.mayday.triage.IncidentStart;
import dev.mayday.triage.RespondToIncident;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;

/** Incidents and recoveries in the namespace of a client. */
public final class IncidentsAdapter implements Incidents {
  private final WorkflowClient client;
  private final Runs runs;

  /** Speaks to the service and the namespace of the client. */
  public IncidentsAdapter(WorkflowClient client) {
    this.client = client;
    runs = new Runs(client);
  }

  @Override
  public void begun(Target target, String scenario, String run, String by) {
    RespondToIncident incident = client.newWorkflowStub(RespondToIncident.class, options(target));
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(incident::run, IncidentStart.of(target));
    both.add(incident::begun, new Begun(scenario, run, by));
    Runs.asked(() -> client.signalWithStart(both));
  }

  @Override
  public String running(Target target) {
    return runs.open(target.recoveryId())
        .map(WorkflowExecutionDescription::getWorkflowType)
        .orElse("");
  }

  private static WorkflowOptions options(Target target) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(Target.CONTROL_QUEUE)
        .setWorkflowId(target.incidentId())
        .setStaticSummary("Incident of " + target)
        .build();
  }
}
