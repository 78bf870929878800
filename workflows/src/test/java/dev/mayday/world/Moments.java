package dev.mayday.world;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What happens right before an activity of a type has its effect: one act for each attempt. */
final class Moments extends WorkerInterceptorBase {
  private final Map<String, Queue<Runnable>> acts = new ConcurrentHashMap<>();
  private final ReadWriteLock underWay = new ReentrantReadWriteLock();
  private volatile boolean over;

  void before(String activity, Runnable act) {
    acts.computeIfAbsent(activity, type -> new ConcurrentLinkedQueue<>()).add(act);
  }

  /** From now on nothing has an effect, and nothing is under way: a world outlives its stage. */
  void over() {
    over = true;
    Lock alone = underWay.writeLock();
    alone.lock();
    try {
      acts.clear();
    } finally {
      alone.unlock();
    }
  }

  private void come(String activity) {
    if (over) throw new IllegalStateException("the stage is put away");
    Queue<Runnable> left = acts.get(activity);
    Runnable act = left == null ? null : left.poll();
    if (act != null) act.run();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String type;

      @Override
      public void init(ActivityExecutionContext context) {
        type = context.getInfo().getActivityType();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        underWay.readLock().lock();
        try {
          come(type);
          return super.execute(input);
        } finally {
          underWay.readLock().unlock();
        }
      }
    };
  }
}
