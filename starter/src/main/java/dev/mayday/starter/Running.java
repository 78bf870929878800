package dev.mayday.starter;

import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Unavailable;
import dev.mayday.triage.Carried;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is open now. The services of the configuration are looked up by their ids, which
 * is exact at once; the server's list adds what the configuration does not, or no longer, name.
 */
final class Running {
  /**
   * One open workflow.
   *
   * @param workflowId its workflow id
   * @param run its run id
   * @param type recovery's scenario, or the incident's type
   * @param since when it was started
   * @param report what the recovery says; null for an incident or when no worker answers
   * @param incident what the incident says; null for a recovery or when no worker answers
   * @param trouble why neither is there; else empty
   */
  record Open(
      String workflowId,
      String run,
      String type,
      Instant since,
      Report report,
      Carried incident,
      String trouble) {
    /** Whether it waits for an answer of people. */
    boolean asks() {
      return report != null && report.open() != null;
    }
  }

  private static final String INCIDENT = "RespondToIncident";
  private final WorkflowClient client;

  Running(WorkflowClient client) {
    this.client = client;
  }

  /** Who told Mayday to stand back, by environment; readable without a worker. */
  Map<String, String> standsBack(Collection<String> environments) {
    Map<String, String> orders = new TreeMap<>();
    for (String environment : environments) {
      Line line = new Line(client, StandBackOrder.id(environment));
      line.open().ifPresent(seen -> orders.put(environment, order(line.to(seen.run()))));
    }
    return orders;
  }

  private static String order(WorkflowStub standBack) {
    Object order = standBack.describe().getMemo(StandBack.MEMO, String.class);
    return order == null ? "somebody" : Paint.plain(order.toString());
  }

  /** What is open of these services, and beyond them if asked for; what waits for people first. */
  List<Open> all(Collection<Target> targets, boolean alsoUnknown) {
    Set<String> ids = new LinkedHashSet<>();
    targets.stream().flatMap(Running::ids).forEach(ids::add);
    if (alsoUnknown) ids.addAll(listed());
    List<Open> found = new ArrayList<>();
    for (String id : ids)
      new Line(client, id).open().map(seen -> open(id, seen)).ifPresent(found::add);
    found.sort(Comparator.comparing(one -> !one.asks()));
    return found;
  }

  private static Stream<String> ids(Target target) {
    return Stream.of(target.recoveryId(), target.incidentId());
  }

  private Open open(String id, Line.Seen seen) {
    Line line = new Line(client, id);
    try {
      if (Scenarios.recoveries().contains(seen.type()))
        return open(id, seen, line.report(seen.run()), null, "");
      boolean incident = seen.type().equals(INCIDENT);
      return open(
          id, seen, null, incident ? line.ask("state", seen.run(), Carried.class) : null, "");
    } catch (Unavailable mute) {
      return open(id, seen, null, null, mute.getMessage());
    }
  }

  private static Open open(
      String id, Line.Seen seen, Report report, Carried incident, String trouble) {
    return new Open(id, seen.run(), seen.type(), seen.since(), report, incident, trouble);
  }

  /** Nothing where the server keeps no list. */
  private Set<String> listed() {
    String types =
        Stream.concat(Scenarios.recoveries().stream(), Stream.of(INCIDENT))
            .map(type -> "'" + type + "'")
            .collect(Collectors.joining(", "));
    String query = "ExecutionStatus = 'Running' AND WorkflowType IN (" + types + ")";
    try (var found = client.listExecutions(query)) {
      return found
          .map(seen -> seen.getExecution().getWorkflowId())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (StatusRuntimeException | WorkflowServiceException failed) {
      if (unknownToServer(failed)) return Set.of();
      throw failed;
    }
  }

  private static boolean unknownToServer(Throwable failed) {
    Throwable cause = failed instanceof StatusRuntimeException ? failed : failed.getCause();
    return cause instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.UNIMPLEMENTED;
  }
}
