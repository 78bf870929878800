package dev.mayday.worker;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Target;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.List;

/**
 * Whether this build could go on with every run that is open now: the history of each is replayed
 * with this build's code, on this machine, by a worker that polls nothing. It reads only, so that
 * it may be asked at any time, beside the workers of the build that is in use.
 */
public final class UpgradeCheck implements AutoCloseable {
  /** No queue of this name is ever polled. */
  private static final String NOBODY = "mayday-upgrade-check";

  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final Worker code;

  /** Checks the client's namespace against every workflow type of this build. */
  public UpgradeCheck(WorkflowClient client) {
    this(client, Workers.workflows());
  }

  UpgradeCheck(WorkflowClient client, List<Class<?>> workflows) {
    this.client = client;
    factory = WorkerFactory.newInstance(client);
    code = factory.newWorker(NOBODY, unhurried());
    code.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
  }

  /** The command's process is always cold, and a slow first task is not another way. */
  private static WorkerOptions unhurried() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(Workers.COLD_START.toMillis())
        .build();
  }

  /**
   * Every open run of Mayday, in the order of their ids, with what came of its replay.
   *
   * @throws dev.mayday.system.Unavailable when the Temporal service does not answer
   */
  public List<Replayed> all() {
    return Runs.asked(() -> open().stream().map(this::replayed).toList());
  }

  /** Whatever waits on Mayday's queue, also of a type that this build does not know any more. */
  private List<Open> open() {
    String query =
        "ExecutionStatus = 'Running' AND TaskQueue = '%s'".formatted(Target.CONTROL_QUEUE);
    try (var found = client.listExecutions(query)) {
      return found.map(Open::of).sorted().toList();
    }
  }

  private Replayed replayed(Open run) {
    WorkflowExecutionHistory history;
    try {
      history = client.fetchHistory(run.workflowId(), run.run());
    } catch (WorkflowNotFoundException gone) {
      return new Replayed(run, 0, "");
    }
    return replayed(run, history);
  }

  /** One history; nothing of the outside is asked. */
  Replayed replayed(Open run, WorkflowExecutionHistory history) {
    try {
      code.replayWorkflowExecution(history);
      return new Replayed(run, history.getEvents().size(), "");
    } catch (Exception diverged) {
      return new Replayed(
          run, history.getEvents().size(), new Divergence(history.getEvents()).said(diverged));
    }
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }

  /**
   * An open run.
   *
   * @param workflowId its workflow's id
   * @param run its run id
   * @param type its workflow type
   */
  public record Open(String workflowId, String run, String type) implements Comparable<Open> {
    private static Open of(WorkflowExecutionMetadata seen) {
      return new Open(
          seen.getExecution().getWorkflowId(),
          seen.getExecution().getRunId(),
          seen.getWorkflowType());
    }

    @Override
    public int compareTo(Open other) {
      return workflowId.compareTo(other.workflowId);
    }
  }

  /**
   * What came of one.
   *
   * @param open the run
   * @param events how long its history is; 0 when it ended meanwhile
   * @param trouble where and how this build's code goes another way; empty where it does not
   */
  public record Replayed(Open open, int events, String trouble) {
    /** Whether this build can go on with it. */
    public boolean replays() {
      return trouble.isEmpty();
    }
  }
}
