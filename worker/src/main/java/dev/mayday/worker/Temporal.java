package dev.mayday.worker;

import com.uber.m3.tally.Scope;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The connection to a Temporal service. Which one, only the environment and the profile say ({@code
 * TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_CONFIG_FILE}, …): a dev server, a
 * cluster and Temporal Cloud are all the same to Mayday.
 *
 * @param service the connection
 * @param client the namespace on it
 */
public record Temporal(WorkflowServiceStubs service, WorkflowClient client)
    implements AutoCloseable {
  /**
   * How long a worker's poll stays open; it asks anew then. The server waits a minute by itself,
   * and so long nobody could tell a worker that was killed from one that waits. See docs/doctor.md
   * for what hangs on it.
   */
  static final Duration POLL = Duration.ofSeconds(10);

  private static final int SECONDS = 10;

  /** A negative interval turns the SDK's own worker heartbeat off: {@code /metrics} tells more. */
  private static final Duration OFF = Duration.ofSeconds(-1);

  /**
   * Connects and makes sure that the namespace is there.
   *
   * @param scope where the SDK reports its metrics
   * @throws Refused when the profile cannot be read, or there is no such namespace
   * @throws Unavailable when the service does not answer
   */
  public static Temporal connect(Scope scope) {
    return connect(profile(), scope);
  }

  static Temporal connect(ClientConfigProfile profile, Scope scope) {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                .setMetricsScope(scope)
                .setRpcLongPollTimeout(POLL)
                .build());
    WorkflowClient client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setWorkerHeartbeatInterval(OFF)
                .setDataConverter(Wire.converter())
                .build());
    Temporal temporal = new Temporal(service, client);
    try {
      temporal.ask();
      return temporal;
    } catch (RuntimeException e) {
      temporal.close();
      throw e;
    }
  }

  private static ClientConfigProfile profile() {
    try {
      return ClientConfigProfile.load();
    } catch (IOException | RuntimeException e) {
      throw new Refused(
          "the profile of the Temporal connection cannot be read\n"
              + "HINT: see the TEMPORAL_ variables and the file that TEMPORAL_CONFIG_FILE names");
    }
  }

  /** Makes sure that the service answers and has the namespace. */
  void ask() {
    ask(SECONDS);
  }

  void ask(int seconds) {
    try {
      service
          .blockingStub()
          .withDeadlineAfter(seconds, TimeUnit.SECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder().setNamespace(namespace()).build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND)
        throw new Refused(
            "the Temporal service has no namespace \""
                + namespace()
                + "\"\nHINT: create it there, or set TEMPORAL_NAMESPACE");
      throw new Unavailable(
          "the Temporal service at "
              + service.getOptions().getTarget()
              + " does not answer: "
              + e.getStatus().getCode()
              + "\nHINT: see whether it runs, and whether TEMPORAL_ADDRESS is its address");
    }
  }

  /** The schedules of a client's namespace. */
  public static ScheduleClient schedules(WorkflowClient client) {
    return ScheduleClient.newInstance(
        client.getWorkflowServiceStubs(),
        ScheduleClientOptions.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setDataConverter(client.getOptions().getDataConverter())
            .setIdentity(client.getOptions().getIdentity())
            .build());
  }

  /** The namespace's name. */
  public String namespace() {
    return client.getOptions().getNamespace();
  }

  @Override
  public void close() {
    service.shutdownNow();
  }
}
