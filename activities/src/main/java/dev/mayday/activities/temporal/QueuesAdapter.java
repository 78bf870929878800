package dev.mayday.activities.temporal;

import dev.mayday.incident.Some;
import dev.mayday.system.Queues;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks the Temporal service who polls. */
public final class QueuesAdapter implements Queues {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private final WorkflowClient client;

  /** Asks the service and the namespace of the client. */
  public QueuesAdapter(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public String pollers(String queue) {
    List<PollerInfo> pollers = QueuePollers.of(client, queue, WITHIN);
    if (pollers.isEmpty()) return "no worker polls " + queue;
    return "on "
        + queue
        + " was heard last: "
        + Some.said(pollers.stream().map(QueuesAdapter::heard).toList())
        + "; a worker that lives takes a step at once, unless it is busy with others";
  }

  private static String heard(PollerInfo poller) {
    Duration since = Duration.between(QueuePollers.last(poller), Instant.now());
    long ago = Math.max(0, since.toSeconds());
    return poller.getIdentity() + " " + ago + " s ago";
  }
}
