package dev.mayday.system;

import dev.mayday.incident.Report;
import io.temporal.activity.ActivityInterface;

/** Where finished reports are kept. */
@ActivityInterface(namePrefix = "Reports")
public interface Reports {
  /**
   * Files the report as Markdown and JSON under its run's id, written aside and renamed. Filing it
   * again replaces it.
   *
   * @return where it lies
   */
  @Effect(Effect.Kind.REPEATABLE)
  String file(Report report);
}
