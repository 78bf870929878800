package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.util.Properties;

/**
 * What a worker is to do at which activity. A filter that is empty or zero lets everything through.
 *
 * @param act what is done
 * @param moment right before or right after the activity's effect; after it nobody knows yet that
 *     it is done
 * @param workflow the workflow type, for example {@code FallBackToFiles}
 * @param activity the activity type, for example {@code Pm2Stop}
 * @param nth the how-many-th activity of its run, from 1; a further attempt is the same activity
 * @param attempt the attempt, from 1
 * @param stands whether it is carried out again and again until it is withdrawn, not once
 */
public record Order(
    Act act,
    Moment moment,
    String workflow,
    String activity,
    int nth,
    int attempt,
    boolean stands) {
  /** What is done. */
  public enum Act {
    /** The worker kills itself with SIGKILL. */
    DIE,
    /** The attempt waits, beating on, until it is let go: a stalled attempt. */
    HOLD
  }

  /** When. */
  public enum Moment {
    /** Nothing was done yet. */
    BEFORE,
    /** Everything was done, and nobody told. */
    AFTER
  }

  /** The worker dies after the effect of every activity, once each. */
  public static Order dieAfterEach(String workflow) {
    return new Order(Act.DIE, Moment.AFTER, workflow, "", 0, 1, true);
  }

  /** The worker dies after the effect of the k-th activity of a run. */
  public static Order dieAfter(String workflow, int k) {
    return new Order(Act.DIE, Moment.AFTER, workflow, "", k, 1, false);
  }

  /** The first attempt at every activity waits after its effect, until it is let go. */
  public static Order holdAfterEach(String workflow) {
    return new Order(Act.HOLD, Moment.AFTER, workflow, "", 0, 1, true);
  }

  /** The first attempt at an activity of this type waits before it does anything. */
  public static Order holdBefore(String workflow, String activity) {
    return new Order(Act.HOLD, Moment.BEFORE, workflow, activity, 0, 1, false);
  }

  /** The first attempt at an activity of this type waits after its effect. */
  public static Order holdAfter(String workflow, String activity) {
    return new Order(Act.HOLD, Moment.AFTER, workflow, activity, 0, 1, false);
  }

  boolean concerns(ActivityInfo info, Moment now, int position) {
    return moment == now
        && (workflow.isEmpty() || workflow.equals(info.getWorkflowType()))
        && (activity.isEmpty() || activity.equals(info.getActivityType()))
        && (nth == 0 || nth == position)
        && (attempt == 0 || attempt == info.getAttempt());
  }

  static Order of(Properties written) {
    return new Order(
        Act.valueOf(written.getProperty("act")),
        Moment.valueOf(written.getProperty("moment")),
        written.getProperty("workflow", ""),
        written.getProperty("activity", ""),
        Integer.parseInt(written.getProperty("nth", "0")),
        Integer.parseInt(written.getProperty("attempt", "0")),
        Boolean.parseBoolean(written.getProperty("stands")));
  }

  Properties written() {
    Properties written = new Properties();
    written.setProperty("act", act.name());
    written.setProperty("moment", moment.name());
    written.setProperty("workflow", workflow);
    written.setProperty("activity", activity);
    written.setProperty("nth", Integer.toString(nth));
    written.setProperty("attempt", Integer.toString(attempt));
    written.setProperty("stands", Boolean.toString(stands));
    return written;
  }
}
