package dev.mayday.histories;

import dev.mayday.doctor.Examined;
import dev.mayday.doctor.LastExamined;
import dev.mayday.doctor.LastExaminedWorkflow;
import dev.mayday.incident.Target;
import dev.mayday.system.Wire;
import dev.mayday.world.Services;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the doctor's workers do every day: the last findings are kept, until the next come. */
final class Examinations {
  static final String ID = Examined.id("app-1");
  private static final Instant AT = Instant.parse("2026-03-14T02:17:31Z");

  private Examinations() {}

  /** The next examination takes its place. */
  static WorkflowExecutionHistory followed() {
    return history(true);
  }

  /** It is open, as one is in every installation when an upgrade is checked. */
  static WorkflowExecutionHistory open() {
    return history(false);
  }

  private static WorkflowExecutionHistory history(boolean followed) {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
            .build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
      temporal
          .newWorker(Target.CONTROL_QUEUE)
          .registerWorkflowImplementationTypes(LastExaminedWorkflow.class);
      temporal.start();
      String run = send(temporal, examined(AT, true));
      while (seen(temporal, run) < 5) Thread.onSpinWait();
      if (followed) send(temporal, examined(AT.plusSeconds(86_400), false));
      while (followed && newest(temporal).equals(run)) Thread.onSpinWait();
      return temporal.getWorkflowClient().fetchHistory(ID, run);
    }
  }

  private static Examined examined(Instant at, boolean red) {
    List<Examined.Failed> failed =
        red
            ? List.of(
                new Examined.Failed(
                    "checkout of " + Services.TARGET,
                    "torn",
                    "mend it",
                    List.of("FallBackToFiles")))
            : List.of();
    return new Examined("app-1 of " + Services.TARGET.environment(), at, 7, failed, failed.size());
  }

  private static int seen(TestWorkflowEnvironment temporal, String run) {
    return temporal.getWorkflowClient().fetchHistory(ID, run).getEvents().size();
  }

  private static String newest(TestWorkflowEnvironment temporal) {
    return stub(temporal).describe().getExecution().getRunId();
  }

  private static WorkflowStub stub(TestWorkflowEnvironment temporal) {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(ID);
  }

  /** As the workers send it: started, or signalled where it runs already. */
  private static String send(TestWorkflowEnvironment temporal, Examined examined) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(Target.CONTROL_QUEUE)
            .setWorkflowId(ID)
            .setMemo(Map.of(LastExamined.MEMO, examined))
            .build();
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub("LastExamined", options)
        .signalWithStart("next", new Object[] {examined}, new Object[] {examined})
        .getRunId();
  }
}
