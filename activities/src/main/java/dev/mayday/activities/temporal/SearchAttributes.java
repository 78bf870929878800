package dev.mayday.activities.temporal;

import dev.mayday.runbook.Attributes;
import dev.mayday.system.Unavailable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The search attributes by which recoveries are found in the Web UI. */
public final class SearchAttributes {
  private static final int SECONDS = 5;
  private static final List<SearchAttributeKey<?>> OURS =
      List.of(
          Attributes.ENVIRONMENT,
          Attributes.SERVICE,
          Attributes.SCENARIO,
          Attributes.PHASE,
          Attributes.OUTCOME,
          Attributes.DRILL);

  private final OperatorServiceStubs operator;
  private final String namespace;

  /** Asks the service that the client speaks to, about the client's namespace. */
  public SearchAttributes(WorkflowClient client) {
    operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(client.getWorkflowServiceStubs().getOptions())
                .validateAndBuildWithDefaults());
    namespace = client.getOptions().getNamespace();
  }

  /** The names that Mayday uses. */
  public static List<String> ours() {
    return OURS.stream().map(SearchAttributeKey::getName).toList();
  }

  /**
   * Those of {@link #ours()} that the server knows; none when it cannot say, for a recovery runs
   * well without them and must not fail for one that is missing.
   */
  public List<String> known() {
    try {
      return ours().stream().filter(listed()::containsKey).toList();
    } catch (StatusRuntimeException cannotSay) {
      return List.of();
    }
  }

  /**
   * Registers what is missing; idempotent.
   *
   * @return the names that were missing
   * @throws Unavailable when the server does not do it
   */
  public List<String> register() {
    try {
      Map<String, IndexedValueType> there = listed();
      Map<String, IndexedValueType> missing = new TreeMap<>();
      for (SearchAttributeKey<?> key : OURS)
        if (!there.containsKey(key.getName())) missing.put(key.getName(), key.getValueType());
      if (!missing.isEmpty()) add(missing);
      return List.copyOf(missing.keySet());
    } catch (StatusRuntimeException e) {
      throw new Unavailable(
          "the Temporal service did not register the search attributes of namespace "
              + namespace
              + ": "
              + e.getStatus().getCode()
              + "\nHINT: with Temporal Cloud or without the right to do it, have "
              + String.join(", ", ours())
              + " created there (Keyword; MaydayDrill is Bool)");
    }
  }

  private Map<String, IndexedValueType> listed() {
    return operator
        .blockingStub()
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .listSearchAttributes(
            ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
        .getCustomAttributesMap();
  }

  private void add(Map<String, IndexedValueType> missing) {
    try {
      operator
          .blockingStub()
          .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) throw e;
    }
  }

  /** Closes the connection. */
  public void close() {
    operator.shutdownNow();
  }
}
