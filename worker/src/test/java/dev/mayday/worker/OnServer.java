package dev.mayday.worker;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A real Temporal server for a class of tests. */
final class OnServer implements AutoCloseable {
  static final Target WHATSAPP = new Target("production", "whatsapp");
  private final DevServer server;
  private final Temporal temporal;
  final SearchAttributes attributes;

  OnServer(Path folder) throws IOException {
    server = new DevServer(folder);
    temporal = server.connect();
    attributes = new SearchAttributes(temporal.client());
  }

  WorkflowClient client() {
    return temporal.client();
  }

  Runs runs() {
    return new Runs(client());
  }

  /** Starts a workflow that no worker takes up. */
  void start(String type, String id, Map<String, Object> memo) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(Target.CONTROL_QUEUE)
            .setWorkflowId(id)
            .setMemo(memo)
            .build();
    client().newUntypedWorkflowStub(type, options).start(Map.of());
  }

  void terminate(String id) {
    client().newUntypedWorkflowStub(id).terminate("over");
  }

  @Override
  public void close() {
    attributes.close();
    temporal.close();
    server.close();
  }
}
