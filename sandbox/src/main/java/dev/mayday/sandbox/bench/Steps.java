package dev.mayday.sandbox.bench;

import dev.mayday.sandbox.demo.TemporalServer;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What durability alone costs: a workflow of {@value #STEPS} activities that do nothing, one after
 * the other as in a recovery, by a bare worker; on a Temporal server as it comes, and on one that
 * is set as Mayday's are. No recovery of as many steps can spend less between them.
 */
final class Steps implements Benchmark {
  static final int STEPS = 44;
  private static final String QUEUE = "nothing";

  /** As many steps as are wanted. */
  @WorkflowInterface
  public interface Idle {
    /** Does nothing so many times. */
    @WorkflowMethod
    void idle(int times);
  }

  /** One step. */
  @ActivityInterface
  public interface Nothing {
    /** Does nothing. */
    void nothing();
  }

  /** As it runs. */
  public static final class Idling implements Idle {
    private final Nothing nothing =
        Workflow.newActivityStub(
            Nothing.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setDisableEagerExecution(true)
                .build());

    @Override
    public void idle(int times) {
      for (int i = 0; i < times; i++) nothing.nothing();
    }
  }

  private final List<Double> asItComes = new ArrayList<>();
  private final List<Double> asSet = new ArrayList<>();

  @Override
  public List<Figure> measure(Path folder, int runs) {
    for (int i = 0; i < runs; i++) {
      asItComes.add(on(TemporalServer.asItComes(fresh(folder))));
      asSet.add(on(new TemporalServer(fresh(folder))));
    }
    return List.of(
        Figure.of(STEPS + " steps that do nothing, server as it comes", asItComes, "ms"),
        Figure.of(STEPS + " steps that do nothing, server as Mayday sets it", asSet, "ms"));
  }

  /** The second of two runs: the first one warms server and worker up. */
  private static double on(TemporalServer server) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
    try (server) {
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      WorkerFactory factory = WorkerFactory.newInstance(client);
      Worker worker = factory.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(Idling.class);
      worker.registerActivitiesImplementations((Nothing) () -> {});
      factory.start();
      once(client);
      double millis = once(client);
      factory.shutdownNow();
      return millis;
    } finally {
      stubs.shutdownNow();
    }
  }

  private static double once(WorkflowClient client) {
    WorkflowOptions options = WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build();
    WorkflowStub run = client.newUntypedWorkflowStub("Idle", options);
    run.start(STEPS);
    run.getResult(Void.class);
    var history = client.fetchHistory(run.getExecution().getWorkflowId()).getEvents();
    return Times.millis(history.get(0), history.get(history.size() - 1));
  }

  private static Path fresh(Path folder) {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(folder.toAbsolutePath().getParent()), "steps");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
