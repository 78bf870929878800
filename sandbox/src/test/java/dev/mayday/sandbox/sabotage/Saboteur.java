package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.nio.file.Path;

/**
 * Stands in a worker between an activity's effect and the word that it is done, and waits there as
 * a test has ordered. It is on the class path of tests only, and does nothing unless {@link
 * Sabotage#FOLDER} names a folder. Mayday's own interceptors are around it: a held attempt beats.
 */
public final class Saboteur extends WorkerInterceptorBase {
  private final Sabotage sabotage;

  /** Called by {@link java.util.ServiceLoader}. */
  public Saboteur() {
    String folder = System.getenv(Sabotage.FOLDER);
    sabotage = folder == null ? null : new Sabotage(Path.of(folder));
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return sabotage == null ? next : new Watched(next);
  }

  private final class Watched extends ActivityInboundCallsInterceptorBase {
    private ActivityInfo info;

    Watched(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      info = context.getInfo();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      sabotage.before(info).ifPresent(Carried::awaitRelease);
      try {
        ActivityOutput output = super.execute(input);
        over("ok");
        return output;
      } catch (RuntimeException e) {
        over(e.getClass().getName());
        throw e;
      }
    }

    private void over(String end) {
      sabotage.after(info, end).ifPresent(Carried::awaitRelease);
    }
  }
}
