package dev.mayday.starter;

import dev.mayday.incident.Report;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Optional;

/** The line to whatever runs under one workflow id: what it is, what it says, what it is told. */
final class Line {
  /**
   * A run.
   *
   * @param type the workflow type
   * @param run its run id
   * @param since when it was started
   * @param open whether it still runs
   */
  record Seen(String type, String run, Instant since, boolean open) {}

  private final WorkflowClient client;
  private final String id;

  Line(WorkflowClient client, String id) {
    this.client = client;
    this.id = id;
  }

  /** The newest run under the id, open or closed, or nothing. */
  Optional<Seen> newest() {
    try {
      var seen = to("").describe();
      return Optional.of(
          new Seen(
              seen.getWorkflowType(),
              seen.getExecution().getRunId(),
              seen.getStartTime(),
              seen.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING));
    } catch (WorkflowNotFoundException nothing) {
      return Optional.empty();
    } catch (StatusRuntimeException failed) {
      if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) return Optional.empty();
      throw failed;
    }
  }

  /** The run that is open now, or nothing. */
  Optional<Seen> open() {
    return newest().filter(Seen::open);
  }

  /** The run that is open now. */
  Seen running() {
    return open()
        .orElseThrow(
            () -> new Refused("nothing runs as " + id + "\nHINT: `mayday status` shows what runs"));
  }

  /**
   * Whether a run is still open.
   *
   * @throws Refused when the server does not know it
   */
  boolean open(String run) {
    return to(run).describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /**
   * The report as it stands; of a run that was terminated, what its history tells.
   *
   * @throws dev.mayday.system.Unavailable when no worker answers
   */
  Report report(String run) {
    try {
      return ask("report", run, Report.class);
    } catch (Unavailable mute) {
      return new Past(client, id).of(run).orElseThrow(() -> mute);
    }
  }

  /** Asks a query of a run; an empty run id is the newest one. */
  <T> T ask(String query, String run, Class<T> answer) {
    try {
      return Patience.with(id, () -> to(run).query(query, answer));
    } catch (WorkflowNotFoundException gone) {
      throw new Refused("there is no " + id + "\nHINT: `mayday status` shows what runs");
    } catch (WorkflowException | StatusRuntimeException mute) {
      if (unreachable(mute)) throw mute;
      throw Patience.silence(id);
    }
  }

  /**
   * Says something and waits for what came of it.
   *
   * @throws Refused when it was rejected, with the reason
   * @throws dev.mayday.system.Unavailable when no worker answers
   */
  String tell(String update, String run, Object words) {
    try {
      return Patience.with(id, () -> to(run).update(update, String.class, words));
    } catch (WorkflowUpdateException rejected) {
      throw new Refused(reason(rejected));
    } catch (WorkflowNotFoundException gone) {
      throw new Refused(id + " has ended meanwhile\nHINT: `mayday report` shows how");
    } catch (WorkflowException | StatusRuntimeException failed) {
      throw stuck(failed) ? Patience.silence(id) : failed;
    }
  }

  /** Leaves word: it is kept while no worker is up. */
  void leaveWord(String signal, String run, Object words) {
    to(run).signal(signal, words);
  }

  WorkflowStub to(String run) {
    WorkflowTargetOptions.Builder target = WorkflowTargetOptions.newBuilder().setWorkflowId(id);
    if (!run.isEmpty()) target.setRunId(run);
    return client.newUntypedWorkflowStub(target.build());
  }

  private static String reason(WorkflowUpdateException rejected) {
    return rejected.getCause() instanceof ApplicationFailure said
        ? said.getOriginalMessage()
        : String.valueOf(rejected.getMessage());
  }

  /**
   * Whether the server takes no Update because the run's workers failed its last task, or died over
   * it: nobody answers then, and the next worker may.
   */
  static boolean stuck(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause())
      if (at instanceof StatusRuntimeException status
          && status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION
          && String.valueOf(status.getMessage()).contains("Workflow Task in failed state"))
        return true;
    return false;
  }

  /** Whether it only says that Temporal does not answer now. */
  static boolean unreachable(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause())
      if (at instanceof StatusRuntimeException status
          && status.getStatus().getCode() == Status.Code.UNAVAILABLE) return true;
    return false;
  }
}
