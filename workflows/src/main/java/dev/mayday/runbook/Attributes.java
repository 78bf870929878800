package dev.mayday.runbook;

import dev.mayday.incident.Service;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * Search attributes of recoveries and incidents; those that the server does not know are left out.
 */
public final class Attributes {
  /** The environment's name. */
  public static final SearchAttributeKey<String> ENVIRONMENT =
      SearchAttributeKey.forKeyword("MaydayEnvironment");

  /** The service's name. */
  public static final SearchAttributeKey<String> SERVICE =
      SearchAttributeKey.forKeyword("MaydayService");

  /** The scenario, also where the workflow type differs. */
  public static final SearchAttributeKey<String> SCENARIO =
      SearchAttributeKey.forKeyword("MaydayScenario");

  /** The phase that a recovery is in. */
  public static final SearchAttributeKey<String> PHASE =
      SearchAttributeKey.forKeyword("MaydayPhase");

  /** The outcome, once it has one. */
  public static final SearchAttributeKey<String> OUTCOME =
      SearchAttributeKey.forKeyword("MaydayOutcome");

  /** True outside production. */
  public static final SearchAttributeKey<Boolean> DRILL =
      SearchAttributeKey.forBoolean("MaydayDrill");

  private final List<String> known;

  /** Knows those that the server knows. */
  public Attributes(List<String> known) {
    this.known = known;
  }

  /** Says which service an incident is about, so that both are found together. */
  public void incident(Service service) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    add(updates, ENVIRONMENT, service.target().environment());
    add(updates, SERVICE, service.target().service());
    if (known.contains(DRILL.getName())) updates.add(DRILL.valueSet(service.drill()));
    upsert(updates);
  }

  void begin(Run run) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    add(updates, ENVIRONMENT, run.target().environment());
    add(updates, SERVICE, run.target().service());
    add(updates, SCENARIO, run.scenario);
    add(updates, PHASE, "confirm");
    if (known.contains(DRILL.getName())) updates.add(DRILL.valueSet(run.service.drill()));
    upsert(updates);
  }

  void set(SearchAttributeKey<String> key, String value) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    add(updates, key, value);
    upsert(updates);
  }

  private void add(
      List<SearchAttributeUpdate<?>> updates, SearchAttributeKey<String> key, String value) {
    if (known.contains(key.getName())) updates.add(key.valueSet(value));
  }

  private static void upsert(List<SearchAttributeUpdate<?>> updates) {
    if (!updates.isEmpty())
      Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
  }
}
