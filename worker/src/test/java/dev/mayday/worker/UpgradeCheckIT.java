package dev.mayday.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Target;
import dev.mayday.runbook.Control;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import dev.mayday.triage.StandBackWorkflow;
import dev.mayday.worker.UpgradeCheck.Open;
import dev.mayday.worker.UpgradeCheck.Replayed;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The build that is to come is asked about the runs of the one that is there. */
@Timeout(120)
class UpgradeCheckIT {
  @TempDir static Path folder;
  private static OnServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new OnServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a build wrote that waited before it told people to stand back. */
  public static final class Elder implements StandBack {
    @Override
    public String run(StandBackOrder order) {
      Workflow.sleep(Duration.ofDays(1));
      return "";
    }

    @Override
    public void off(Control control) {}

    @Override
    public String order() {
      return "waits";
    }
  }

  @Test
  void saysOfEveryOpenRunWhetherThisBuildGoesOnWithItAndChangesNone() {
    String good = begun("quiet", StandBackWorkflow.class);
    String other = begun("loud", Elder.class);
    server.start("NoLongerThere", "recovery/production/whatsapp", Map.of());
    long before = events(good) + events(other);
    List<Replayed> all = all();
    assertThat(all)
        .extracting(one -> one.open().workflowId())
        .containsExactly("recovery/production/whatsapp", other, good);
    assertThat(all.get(0).trouble()).contains("NoLongerThere");
    assertThat(all.get(1).trouble()).as("where, and what").contains("at event ", "timer");
    assertThat(all.get(2)).isEqualTo(new Replayed(all.get(2).open(), (int) events(good), ""));
    assertThat(events(good) + events(other)).as("it reads only").isEqualTo(before);
    Stream.of(good, other, "recovery/production/whatsapp").forEach(server::terminate);
    assertThat(Until.holds(this::all, List::isEmpty)).as("what is closed is not asked").isEmpty();
  }

  @Test
  void aRecoveryThatWentAnotherWayIsNamedWithTheStep() throws IOException {
    String history = golden();
    assertThat(replayed(history).replays()).isTrue();
    String other =
        history
            .replace("Pm2Stop", "Swapped")
            .replace("GitCheckout", "Pm2Stop")
            .replace("Swapped", "GitCheckout");
    assertThat(replayed(other).trouble()).contains("at event ", "the step GitCheckout: ");
  }

  private Replayed replayed(String history) {
    Open run = new Open("recovery/staging/whatsapp", "run", "FallBackToFiles");
    try (UpgradeCheck check = new UpgradeCheck(server.client())) {
      return check.replayed(run, WorkflowExecutionHistory.fromJson(history, run.workflowId()));
    }
  }

  private List<Replayed> all() {
    try (UpgradeCheck check = new UpgradeCheck(server.client())) {
      return check.all();
    }
  }

  /** A run that waits, under the code of one build, which then goes. */
  private static String begun(String environment, Class<?> build) {
    String id = StandBackOrder.id(environment);
    WorkflowClient client = server.client();
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory.newWorker(Target.CONTROL_QUEUE).registerWorkflowImplementationTypes(build);
    factory.start();
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setTaskQueue(Target.CONTROL_QUEUE).setWorkflowId(id).build();
    StandBack order = client.newWorkflowStub(StandBack.class, options);
    WorkflowClient.start(order::run, new StandBackOrder(environment, "lead", "a test"));
    assertThat(order.order()).isNotEmpty();
    factory.shutdownNow();
    factory.awaitTermination(10, TimeUnit.SECONDS);
    return id;
  }

  private static long events(String id) {
    return server.client().streamHistory(id).count();
  }

  private static String golden() throws IOException {
    try (InputStream file =
        UpgradeCheckIT.class.getResourceAsStream("/histories/FallBackToFiles/2-recovered.json")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
