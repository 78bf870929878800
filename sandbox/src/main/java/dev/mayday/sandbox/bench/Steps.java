package dev.mayday.sandbox.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What durability alone costs here: a workflow of {@value #STEPS} activities that do nothing, one
 * after the other as in a recovery, by a bare worker on the same server. No recovery of as many
 * steps can spend less between them.
 */
final class Steps implements Benchmark {
  static final int STEPS = 30;
  private static final String QUEUE = "nothing";

  /** Thirty steps. */
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

  @Override
  public List<Figure> measure(Path folder, int runs) {
    List<Double> millis = new ArrayList<>();
    List<Double> events = new ArrayList<>();
    try (Stage stage = Stage.raise(folder, 1, 1, Settings.NO_WAITS)) {
      WorkflowClient client = stage.scene().client();
      WorkerFactory factory = WorkerFactory.newInstance(client);
      Worker worker = factory.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(Idling.class);
      worker.registerActivitiesImplementations((Nothing) () -> {});
      factory.start();
      for (int i = 0; i < runs; i++) once(stage, events, millis);
      factory.shutdownNow();
    }
    return List.of(
        Figure.of(STEPS + " steps that do nothing", millis, "ms"),
        Figure.of("events of " + STEPS + " steps that do nothing", events, ""));
  }

  private static void once(Stage stage, List<Double> events, List<Double> millis) {
    WorkflowOptions options = WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build();
    WorkflowStub run = stage.scene().client().newUntypedWorkflowStub("Idle", options);
    run.start(STEPS);
    run.getResult(Void.class);
    var history = stage.events(run);
    events.add((double) history.size());
    millis.add((double) Times.millis(history.get(0), history.get(history.size() - 1)));
  }
}
