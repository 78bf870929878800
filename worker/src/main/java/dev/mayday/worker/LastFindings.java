package dev.mayday.worker;

import dev.mayday.activities.temporal.Runs;
import dev.mayday.doctor.Examined;
import dev.mayday.doctor.LastExamined;
import dev.mayday.incident.Target;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the workers' doctors leave what they found, for everybody who reaches Temporal. It is read
 * without a worker.
 */
public record LastFindings(WorkflowClient client) {

  /**
   * The last examination of a place; nothing where none was left.
   *
   * @param place a host's name, or {@link Examined#CONTROL}
   * @throws dev.mayday.system.Unavailable when the Temporal service does not answer
   */
  public Optional<Examined> of(String place) {
    WorkflowStub keeper = client.newUntypedWorkflowStub(Examined.id(place));
    return Runs.asked(
        () -> {
          try {
            Object kept = keeper.describe().getMemo(LastExamined.MEMO, Examined.class);
            return Optional.ofNullable(Examined.class.cast(kept));
          } catch (WorkflowNotFoundException none) {
            return Optional.empty();
          } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) return Optional.empty();
            throw failed;
          }
        });
  }

  /** What was found, as it is kept. */
  static Examined examined(String place, Instant at, List<Finding> findings) {
    List<Examined.Failed> failed =
        findings.stream()
            .filter(one -> !one.ok())
            .map(one -> new Examined.Failed(one.what(), one.detail(), one.hint(), one.stops()))
            .toList();
    return new Examined(place, at, findings.size(), failed, failed.size());
  }

  /** Leaves it in place of the one before. */
  void keep(Examined examined) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(Examined.id(examined.place()))
            .setTaskQueue(Target.CONTROL_QUEUE)
            .setMemo(Map.of(LastExamined.MEMO, examined))
            .setStaticSummary("what the doctor found at " + examined.place())
            .build();
    WorkflowStub keeper =
        client.newUntypedWorkflowStub(LastExamined.class.getSimpleName(), options);
    keeper.signalWithStart("next", new Object[] {examined}, new Object[] {examined});
  }
}
