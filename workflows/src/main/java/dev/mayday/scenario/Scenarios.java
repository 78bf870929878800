package dev.mayday.scenario;

import java.util.List;

/** The scenarios that are installed; a new one adds a line here. */
public final class Scenarios {
  private Scenarios() {}

  /** The workflow implementation types of all scenarios, and of the schedules among them. */
  public static List<Class<?>> all() {
    return List.of(
        FallBackToFilesScenario.class, ReturnToPostgresScenario.class, KeepWarmCopyWorkflow.class);
  }

  /** The names of those that recover a service under its lock. */
  public static List<String> recoveries() {
    return List.of("FallBackToFiles", "ReturnToPostgres");
  }
}
