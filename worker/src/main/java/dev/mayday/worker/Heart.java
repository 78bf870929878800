package dev.mayday.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Beats for every activity that has a heartbeat time-out, at a third of it, so that an adapter that
 * blocks in a driver or waits for a program is not taken for dead, while a killed worker is found
 * dead within that time-out.
 */
final class Heart extends WorkerInterceptorBase implements AutoCloseable {
  private final ScheduledExecutorService pacemaker =
      Executors.newScheduledThreadPool(4, Daemons.named("heart"));

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Beating(next);
  }

  private final class Beating extends ActivityInboundCallsInterceptorBase {
    private Beats beats;
    private Duration timeout = Duration.ZERO;

    Beating(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      boolean beaten =
          !context.getInfo().isLocal() && context.getInfo().getHeartbeatTimeout() != null;
      if (beaten) timeout = context.getInfo().getHeartbeatTimeout();
      beats = timeout.isZero() ? null : new Beats(context);
      super.init(beats == null ? context : beats);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      if (beats == null) return super.execute(input);
      long third = timeout.toMillis() / 3;
      Future<?> beating =
          pacemaker.scheduleAtFixedRate(beats::again, third, third, TimeUnit.MILLISECONDS);
      try {
        return super.execute(input);
      } finally {
        beating.cancel(false);
        beats.end();
      }
    }
  }

  @Override
  public void close() {
    pacemaker.shutdownNow();
  }
}
