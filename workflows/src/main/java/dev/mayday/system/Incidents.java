package dev.mayday.system;

import dev.mayday.incident.Target;
import io.temporal.activity.ActivityInterface;

/** The incidents and recoveries that Temporal carries. */
@ActivityInterface(namePrefix = "Incidents")
public interface Incidents {
  /**
   * Tells the incident of a service that a recovery was begun by hand (signal with start, so that
   * there is one). Telling it twice is harmless.
   *
   * @param scenario the workflow type
   * @param run the recovery's run id
   * @param by who began it
   */
  @Effect(Effect.Kind.REPEATABLE)
  void begun(Target target, String scenario, String run, String by);

  /** The scenario that runs now under the lock of a service, or an empty text. */
  @Effect(Effect.Kind.READ)
  String running(Target target);
}
