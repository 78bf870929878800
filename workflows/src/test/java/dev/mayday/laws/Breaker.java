package dev.mayday.laws;

import dev.mayday.runbook.Control;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Services;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Breaks the k-th activity of a run on purpose, in one of several ways. */
final class Breaker extends WorkerInterceptorBase {
  /** How it breaks. */
  enum Way {
    /** Never: counts only. */
    NOT,
    /** Fails for good before its effect. */
    BEFORE,
    /** Has its effect at every attempt and fails for good. */
    AFTER,
    /** The first attempt stalls, and its effect arrives when the run is over. */
    LATE,
    /** Right after the effect the workflow is cancelled. */
    CANCEL,
    /** Right after the effect somebody aborts. */
    ABORT,
    /** Right after the effect the workflow is terminated: nothing of it runs any more. */
    TERMINATE,
    /** The scenario's code throws where it would call the k-th activity. */
    BUG
  }

  private final Way way;
  private final int k;
  private final String workflowId;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Integer> firsts = new HashMap<>();
  private volatile Runnable late = () -> {};
  private final AtomicInteger effects = new AtomicInteger();
  private String broken = "nothing";

  /** Breaks the recovery under the lock. */
  Breaker(Way way, int k) {
    this(way, k, Services.TARGET.recoveryId());
  }

  /** Breaks the run of this workflow id. */
  Breaker(Way way, int k, String workflowId) {
    this.way = way;
    this.k = k;
    this.workflowId = workflowId;
  }

  /** How many activities there were. */
  synchronized int count() {
    return numbers.size();
  }

  /** The how-many-th the first one of this type was; 0 where there was none. */
  synchronized int first(String type) {
    return firsts.getOrDefault(type, 0);
  }

  /** The type of the activity that was broken. */
  String broken() {
    return broken;
  }

  /** How often the broken activity had its effect, or tried to: a breaker that does not is none. */
  int effects() {
    return effects.get();
  }

  /** Lets the stalled effect arrive now. */
  void arrive() {
    late.run();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext context) {
        this.context = context;
        super.init(context);
      }

      @Override
      public ActivityInboundCallsInterceptor.ActivityOutput execute(
          ActivityInboundCallsInterceptor.ActivityInput input) {
        if (number(context.getInfo()) != k || way == Way.NOT || way == Way.BUG)
          return super.execute(input);
        broken = context.getInfo().getActivityType();
        return brokenly(
            context,
            () -> {
              effects.incrementAndGet();
              return super.execute(input);
            });
      }
    };
  }

  private synchronized int number(ActivityInfo info) {
    int number = numbers.computeIfAbsent(info.getActivityId(), first -> numbers.size() + 1);
    firsts.putIfAbsent(info.getActivityType(), number);
    return number;
  }

  /** The context comes along, since {@code Activity.getExecutionContext()} knows it only inside. */
  private ActivityInboundCallsInterceptor.ActivityOutput brokenly(
      ActivityExecutionContext context,
      java.util.function.Supplier<ActivityInboundCallsInterceptor.ActivityOutput> effect) {
    int attempt = context.getInfo().getAttempt();
    if (way == Way.LATE && attempt == 1) late = () -> output(effect);
    if (way == Way.BEFORE || way == Way.LATE)
      throw new Unavailable("broken on purpose before " + broken);
    ActivityInboundCallsInterceptor.ActivityOutput output = effect.get();
    if (way == Way.AFTER) throw new Unavailable("broken on purpose after " + broken);
    WorkflowStub run = context.getWorkflowClient().newUntypedWorkflowStub(workflowId);
    if (way == Way.CANCEL) run.cancel();
    else if (way == Way.TERMINATE) run.terminate("a law");
    else run.signal("abort", new Control("on-call", "a law", ""));
    return output;
  }

  private static void output(
      java.util.function.Supplier<ActivityInboundCallsInterceptor.ActivityOutput> effect) {
    if (effect.get() == null) throw new IllegalStateException("an activity without an output");
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    if (way != Way.BUG) return next;
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(new Buggy(outbound));
      }
    };
  }

  /** Counts in the workflow itself, so that a replay throws in the same place. */
  private final class Buggy extends WorkflowOutboundCallsInterceptorBase {
    private int calls;

    Buggy(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> WorkflowOutboundCallsInterceptor.ActivityOutput<R> executeActivity(
        WorkflowOutboundCallsInterceptor.ActivityInput<R> input) {
      called(input.getActivityName());
      return super.executeActivity(input);
    }

    @Override
    public <R> WorkflowOutboundCallsInterceptor.LocalActivityOutput<R> executeLocalActivity(
        WorkflowOutboundCallsInterceptor.LocalActivityInput<R> input) {
      called(input.getActivityName());
      return super.executeLocalActivity(input);
    }

    private void called(String activity) {
      if (++calls != k) return;
      broken = activity;
      throw new IllegalStateException("a bug on purpose at " + broken);
    }
  }
}
