package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.util.Properties;

/**
 * At which activity a worker is to wait, beating on, until it is let go. What a test wants to
 * happen there it does from outside.
 *
 * @param moment right before or right after the activity's effect; after it nobody knows yet that
 *     it is done
 * @param workflow the workflow type, for example {@code FallBackToFiles}
 * @param activity the activity type, for example {@code Pm2Stop}; an empty one is any
 * @param attempt the attempt, from 1; after an effect it is any
 * @param stands whether it is carried out once for each activity until it is withdrawn, not once
 */
public record Order(Moment moment, String workflow, String activity, int attempt, boolean stands) {
  /** When. */
  public enum Moment {
    /** Nothing was done yet. */
    BEFORE,
    /** Everything was done, and nobody told. */
    AFTER
  }

  /**
   * Every activity waits once after its effect, until it is let go. Where its first attempt died of
   * something else before it could be held, the next one is.
   */
  public static Order holdAfterEach(String workflow) {
    return new Order(Moment.AFTER, workflow, "", 1, true);
  }

  /** The first attempt at every activity waits before it does anything, until it is let go. */
  public static Order holdBeforeEach(String workflow) {
    return new Order(Moment.BEFORE, workflow, "", 1, true);
  }

  /** The first attempt at an activity of this type waits before it does anything. */
  public static Order holdBefore(String workflow, String activity) {
    return holdBefore(workflow, activity, 1);
  }

  /** This attempt at an activity of this type waits before it does anything. */
  public static Order holdBefore(String workflow, String activity, int attempt) {
    return new Order(Moment.BEFORE, workflow, activity, attempt, false);
  }

  /** An activity of this type waits after its effect. */
  public static Order holdAfter(String workflow, String activity) {
    return new Order(Moment.AFTER, workflow, activity, 1, false);
  }

  boolean concerns(ActivityInfo info, Moment now) {
    return moment == now
        && workflow.equals(info.getWorkflowType())
        && (activity.isEmpty() || activity.equals(info.getActivityType()))
        && (now == Moment.AFTER || attempt == info.getAttempt());
  }

  static Order of(Properties written) {
    return new Order(
        Moment.valueOf(written.getProperty("moment")),
        written.getProperty("workflow"),
        written.getProperty("activity"),
        Integer.parseInt(written.getProperty("attempt")),
        Boolean.parseBoolean(written.getProperty("stands")));
  }

  Properties written() {
    Properties written = new Properties();
    written.setProperty("moment", moment.name());
    written.setProperty("workflow", workflow);
    written.setProperty("activity", activity);
    written.setProperty("attempt", Integer.toString(attempt));
    written.setProperty("stands", Boolean.toString(stands));
    return written;
  }
}
