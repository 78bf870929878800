package dev.mayday.starter.alert;

import dev.mayday.incident.Target;
import dev.mayday.triage.AlertBatch;
import dev.mayday.triage.IncidentStart;
import dev.mayday.triage.RespondToIncident;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.concurrent.TimeUnit;

/** Signal with start: it needs no worker, so alerts are kept also while none is up. */
final class TemporalCarrier implements Carrier {
  private static final long ANSWER_SECONDS = 2;
  private static final int TRIES = 5;
  private final WorkflowClient client;
  private final String queue;

  TemporalCarrier(WorkflowClient client, String queue) {
    this.client = client;
    this.queue = queue;
  }

  @Override
  public void carry(Target target, AlertBatch batch) {
    for (int left = TRIES; ; left--) {
      try {
        signalWithStart(target, batch);
        return;
      } catch (WorkflowExecutionAlreadyStarted raced) {
        // Two desks began the same incident at the same moment: it is there now, so signal it.
        if (left == 1) throw raced;
      }
    }
  }

  private void signalWithStart(Target target, AlertBatch batch) {
    RespondToIncident incident = client.newWorkflowStub(RespondToIncident.class, options(target));
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(incident::run, IncidentStart.of(target));
    request.add(incident::alerts, batch);
    client.signalWithStart(request);
  }

  private WorkflowOptions options(Target target) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(target.incidentId())
        .setTaskQueue(queue)
        .setStaticSummary("incident of " + target)
        .build();
  }

  /** Asks for the namespace: a server without it would take no alert either. */
  @Override
  public boolean reachable() {
    String namespace = client.getOptions().getNamespace();
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return true;
    } catch (StatusRuntimeException unreachable) {
      return false;
    }
  }
}
