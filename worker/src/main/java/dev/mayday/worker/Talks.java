package dev.mayday.worker;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Report;
import dev.mayday.runbook.Decision;
import dev.mayday.system.Unavailable;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Talks with one run, and waits no longer than whoever pressed a button would. */
final class Talks {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private final WorkflowClient client;
  private final Executor aside = call -> Daemons.named("talks").newThread(call).start();

  Talks(WorkflowClient client) {
    this.client = client;
  }

  /**
   * The report as it stands.
   *
   * @throws Unavailable when neither Temporal nor the run answers
   */
  Report report(String workflowId, String run) {
    return asked(() -> to(workflowId, run).query("report", Report.class));
  }

  /**
   * Gives a decision, once for each press, also when it is given again; what came of it, in the
   * run's words.
   *
   * @throws Unavailable when neither Temporal nor the run answers
   */
  String decide(String workflowId, String run, String press, Decision decision) {
    return asked(
        () -> {
          try {
            return to(workflowId, run).startUpdate(once(press), decision).getResult();
          } catch (WorkflowUpdateException rejected) {
            return reason(rejected);
          } catch (WorkflowNotFoundException ended) {
            return "it has ended meanwhile";
          }
        });
  }

  /** The server takes an update with the same id for the same one. */
  private static UpdateOptions<String> once(String press) {
    return UpdateOptions.newBuilder(String.class)
        .setUpdateName("decide")
        .setUpdateId("telegram-" + press)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }

  private WorkflowStub to(String workflowId, String run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder().setWorkflowId(workflowId).setRunId(run).build());
  }

  private static String reason(WorkflowUpdateException rejected) {
    return rejected.getCause() instanceof ApplicationFailure said
        ? said.getOriginalMessage()
        : String.valueOf(rejected.getMessage());
  }

  private <T> T asked(Supplier<T> call) {
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(() -> Runs.asked(call), aside);
    try {
      return answer.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) throw failure;
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException silent) {
      throw new Unavailable("the recovery does not answer\nHINT: see whether a worker is up");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("it was interrupted\nHINT: the press is taken again");
    }
  }
}
