package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.time.Duration;
import java.util.Map;

/**
 * Lets dead workers be missed sooner than Mayday's own figures say, so that a hundred of them die
 * in minutes. It is on the class path of tests only, and does nothing unless {@link #VARIABLE} says
 * how soon. On a busy machine a living one is missed now and then, too: so there are twice as many
 * attempts, and what may be tried only once keeps its time.
 */
public final class Beat extends WorkerInterceptorBase {
  private static final String VARIABLE = "MAYDAY_TEST_BEAT";
  private static final Duration AGAIN = Duration.ofMillis(200);
  private final Duration timeout;

  /** Called by {@link java.util.ServiceLoader}. */
  public Beat() {
    String said = System.getenv(VARIABLE);
    timeout = said == null ? null : Duration.parse(said);
  }

  /** What makes a worker's death be noticed after this time. */
  public static Map<String, String> environment(Duration timeout) {
    return Map.of(VARIABLE, timeout.toString());
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return timeout == null ? next : new Inbound(next);
  }

  private final class Inbound extends WorkflowInboundCallsInterceptorBase {
    Inbound(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outbound) {
      super.init(new Outbound(outbound));
    }
  }

  private final class Outbound extends WorkflowOutboundCallsInterceptorBase {
    Outbound(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
      return super.executeActivity(
          new ActivityInput<>(
              input.getActivityName(),
              input.getResultClass(),
              input.getResultType(),
              input.getArgs(),
              sooner(input.getOptions()),
              input.getHeader()));
    }

    private ActivityOptions sooner(ActivityOptions said) {
      RetryOptions retries = said.getRetryOptions();
      if (retries.getMaximumAttempts() == 1) return said;
      RetryOptions sooner =
          retries.toBuilder()
              .setInitialInterval(AGAIN)
              .setMaximumAttempts(2 * retries.getMaximumAttempts())
              .build();
      return said.toBuilder().setHeartbeatTimeout(timeout).setRetryOptions(sooner).build();
    }
  }
}
