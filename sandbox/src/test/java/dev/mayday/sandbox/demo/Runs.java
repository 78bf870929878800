package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The recoveries of one service, as whoever can reach Temporal sees them. */
record Runs(WorkflowClient client, Target target) {
  private static final long LONGEST_MINUTES = 3;

  /** The newest run under the lock, or an empty text. */
  String newest() {
    try {
      return client
          .newUntypedWorkflowStub(target.recoveryId())
          .describe()
          .getExecution()
          .getRunId();
    } catch (WorkflowException | StatusRuntimeException none) {
      return "";
    }
  }

  /** Every run of a workflow type that the server lists; a new one may come late. */
  static Set<String> listed(WorkflowClient client, String scenario) {
    try (Stream<WorkflowExecutionMetadata> found =
        client.listExecutions("WorkflowType = '" + scenario + "'")) {
      return found
          .map(one -> one.getExecution().getRunId())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The run that came after this one. */
  String after(String before) {
    return Until.found(
        "a recovery",
        () -> Optional.of(newest()).filter(one -> !one.isEmpty() && !one.equals(before)));
  }

  WorkflowStub of(String run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder()
            .setWorkflowId(target.recoveryId())
            .setRunId(run)
            .build());
  }

  WorkflowExecutionStatus status(String run) {
    return of(run).describe().getStatus();
  }

  Optional<Report> report(String run) {
    return query(of(run), "report", Report.class);
  }

  /** What a run says as soon as this holds. */
  Report seen(String run, String what, Predicate<Report> condition) {
    return Until.found(run + ": " + what, () -> report(run).filter(condition));
  }

  /** The question that a run asks, once somebody was reached by it. */
  Question asked(String run) {
    return seen(run, "a question", Runs::reached).open();
  }

  private static boolean reached(Report report) {
    return report.open() != null && !report.open().reached().isEmpty();
  }

  /** The report at the very end, when everything is filed and told. */
  Report end(String run) {
    try {
      return of(run).getResult(LONGEST_MINUTES, TimeUnit.MINUTES, Report.class);
    } catch (TimeoutException e) {
      throw new AssertionError(run + " has not ended: " + report(run), e);
    }
  }

  /** What the page of a run says, and what a script reads of it. */
  static String page(WorkflowStub run) {
    String details =
        query(run, "__temporal_workflow_metadata", WorkflowMetadata.class)
            .map(WorkflowMetadata::getCurrentDetails)
            .orElse("");
    return Stream.of("report", "state")
        .flatMap(name -> query(run, name, JsonNode.class).stream())
        .map(JsonNode::toString)
        .reduce(details, (one, other) -> one + "\n" + other);
  }

  static <T> Optional<T> query(WorkflowStub stub, String name, Class<T> type) {
    try {
      return Optional.ofNullable(stub.query(name, type));
    } catch (WorkflowException | StatusRuntimeException nobodyAnswers) {
      return Optional.empty();
    }
  }
}
