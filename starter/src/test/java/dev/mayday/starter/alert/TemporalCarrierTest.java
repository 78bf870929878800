package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import dev.mayday.runbook.Ended;
import dev.mayday.triage.AlertBatch;
import dev.mayday.triage.Begun;
import dev.mayday.triage.Carried;
import dev.mayday.triage.IncidentStart;
import dev.mayday.triage.RespondToIncident;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.serviceclient.rpcretry.DefaultStubServiceOperationRpcRetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts on a Temporal server: one incident, joined by everything that comes. */
class TemporalCarrierTest {
  private static final Target WHATSAPP = new Target("production", "whatsapp");
  private static final String QUEUE = "mayday";
  private TestWorkflowEnvironment temporal;
  private TemporalCarrier carrier;

  @BeforeEach
  void begin() {
    temporal = TestWorkflowEnvironment.newInstance();
    carrier = new TemporalCarrier(temporal.getWorkflowClient(), QUEUE);
  }

  @AfterEach
  void end() {
    temporal.close();
  }

  /** An incident that collects until it has forty alerts. */
  public static final class Collects implements RespondToIncident {
    private final List<String> keys = new ArrayList<>();

    @Override
    public String run(IncidentStart start) {
      Workflow.await(() -> keys.size() >= 40);
      return start.environment() + "/" + start.service() + " " + String.join(",", keys);
    }

    @Override
    public void alerts(AlertBatch batch) {
      batch.alerts().forEach(alert -> keys.add(alert.key()));
    }

    @Override
    public void begun(Begun begun) {}

    @Override
    public void ended(Ended ended) {}

    @Override
    public void actAgain(Control control) {}

    @Override
    public Carried state() {
      return null;
    }
  }

  private static AlertBatch batch(String key) {
    Alert alert =
        new Alert(
            "prometheus",
            key,
            true,
            Instant.parse("2026-03-14T02:17:31.482Z"),
            Instant.parse("2026-03-14T02:17:40Z"),
            "critical",
            "PostgreSQL is down",
            Map.of("instance", "db-1:9187"));
    return new AlertBatch(List.of(alert));
  }

  private WorkflowStub incident() {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(WHATSAPP.incidentId());
  }

  @Test
  void alertsAreKeptBeforeAnyWorkerIsUpAndDuplicatesJoin() {
    carrier.carry(WHATSAPP, batch("0"));
    String run = incident().getExecution().getWorkflowId();
    IntStream.range(1, 40).forEach(n -> carrier.carry(WHATSAPP, batch("0")));
    temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(Collects.class);
    temporal.start();
    assertThat(incident().getResult(String.class))
        .startsWith("production/whatsapp 0,0,0")
        .hasSize("production/whatsapp ".length() + 79);
    assertThat(run).isEqualTo("incident/production/whatsapp");
  }

  @Test
  void twoDesksAtOnceMakeOneIncident() {
    temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(Collects.class);
    temporal.start();
    Carrier other = new TemporalCarrier(temporal.getWorkflowClient(), QUEUE);
    List<CompletableFuture<Void>> landings = new ArrayList<>();
    try (Commits one = new Commits(carrier, 1_000, Duration.ofSeconds(20), 2);
        Commits two = new Commits(other, 1_000, Duration.ofSeconds(20), 2)) {
      for (int n = 0; n < 20; n++) {
        landings.add(one.add(WHATSAPP, batch("one" + n).alerts()));
        landings.add(two.add(WHATSAPP, batch("two" + n).alerts()));
      }
      landings.forEach(CompletableFuture::join);
    }
    assertThat(incident().getResult(String.class).split(",")).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aServerThatIsNotThereIsNotReachableAndTakesNothing() throws IOException {
    assertThat(carrier.reachable()).isTrue();
    WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(impatient(freePort()));
    try {
      Carrier gone = new TemporalCarrier(WorkflowClient.newInstance(nobody), QUEUE);
      assertThat(gone.reachable()).isFalse();
      assertThatThrownBy(() -> gone.carry(WHATSAPP, batch("1")))
          .isInstanceOf(RuntimeException.class);
    } finally {
      nobody.shutdownNow();
    }
  }

  private static WorkflowServiceStubsOptions impatient(int port) {
    return WorkflowServiceStubsOptions.newBuilder()
        .setTarget("127.0.0.1:" + port)
        .setRpcTimeout(Duration.ofSeconds(1))
        .setRpcRetryOptions(
            RpcRetryOptions.newBuilder()
                .setMaximumAttempts(1)
                .setExpiration(Duration.ofSeconds(1))
                .buildWithDefaultsFrom(DefaultStubServiceOperationRpcRetryOptions.INSTANCE))
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
