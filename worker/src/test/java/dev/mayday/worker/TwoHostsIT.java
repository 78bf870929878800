package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts with a service each on a real Temporal server, and a worker for one of them alone. */
class TwoHostsIT {
  private static final Target THERE = new Target("production", "whatsapp");
  private static final Target MISSING = new Target("production", "chat");

  @TempDir Path folder;
  private final Secrets secrets = new Secrets(Map.of());
  private DevServer server;
  private Temporal temporal;
  private EstateFile estate;
  private Metrics metrics;
  private Workers workers;

  @BeforeEach
  void aWorkerForOneHost() throws IOException {
    server = new DevServer(folder);
    temporal = server.connect();
    estate = Estates.beside(folder, "app-2");
    metrics = new Metrics();
    workers = Workers.start(temporal, estate, secrets, metrics, true, List.of("app-1"));
  }

  @AfterEach
  void stop() {
    workers.close();
    metrics.close();
    temporal.close();
    server.close();
  }

  @Test
  void theDoctorIsRedForTheOtherHostAlone() {
    Findings found =
        new Findings(
            Until.holds(
                () -> Doctor.examine(server::connect, estate, secrets, List.of()),
                all -> new Findings(all).of("worker of host app-1").ok()));
    found.well("worker of host app-1");
    found.well("control worker");
    found.red(
        "worker of host app-2",
        "nobody polls the queue host-app-2",
        "FallBackToFiles",
        "ReturnToPostgres",
        "KeepWarmCopy");
    assertThat(found.of("worker of host app-2").host()).isEqualTo("app-2");
    assertThat(new Attendance(temporal.client()).missing(estate.hosts().keySet()))
        .containsExactly("nobody polls the queue host-app-2: start mayday worker --host app-2");
  }

  /** And the one of the host that has a worker does not wait for it. */
  @Test
  void theRecoveryOfTheOtherHostSaysIt() {
    WorkflowStub missing = recover(MISSING);
    WorkflowStub there = recover(THERE);
    assertThat(Until.holds(() -> waiting(missing), said -> !said.isEmpty()))
        .singleElement()
        .asString()
        .contains("no worker polls host-app-2", "start `mayday worker --host app-2` there");
    assertThat(Until.holds(() -> kinds(there), all -> all.contains("failed")))
        .as("its worker says what is wrong there")
        .contains("failed")
        .doesNotContain("waiting");
    missing.terminate("the test is over");
    there.terminate("the test is over");
  }

  private WorkflowStub recover(Target target) {
    WorkflowStub run =
        temporal
            .client()
            .newUntypedWorkflowStub(
                "FallBackToFiles",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Target.CONTROL_QUEUE)
                    .setWorkflowId(target.recoveryId())
                    .build());
    run.start(Map.of("environment", target.environment(), "service", target.service()));
    return run;
  }

  private static List<String> waiting(WorkflowStub run) {
    return journal(run).filter(one -> one.kind().equals("waiting")).map(Entry::result).toList();
  }

  private static List<String> kinds(WorkflowStub run) {
    return journal(run).map(Entry::kind).toList();
  }

  /** Nothing yet where its worker has not taken it up. */
  private static Stream<Entry> journal(WorkflowStub run) {
    try {
      return run.query("report", Report.class).journal().stream();
    } catch (WorkflowException | StatusRuntimeException notYet) {
      return Stream.empty();
    }
  }
}
