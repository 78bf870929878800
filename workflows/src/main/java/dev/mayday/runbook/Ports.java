package dev.mayday.runbook;

import dev.mayday.system.Effect;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowThreadLocal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Activity stubs whose options come from what each port's method declares ({@link Effect}) and
 * whose summary is the phrase of the step under way, so that the Web UI reads like the runbook.
 */
public final class Ports {
  private final WorkflowThreadLocal<String> phrase = new WorkflowThreadLocal<>();
  private BooleanSupplier hurried = () -> false;
  private Duration pickedUp = Timeouts.PICKED_UP;

  /** While this holds a service stands still that worked before: few attempts, then back. */
  void hurryWhile(BooleanSupplier standsStill) {
    hurried = standsStill;
  }

  /** From now on a step that no worker of the host takes within this is given up. */
  void pickedUpWithin(Duration within) {
    pickedUp = within;
  }

  /** Within which a worker of the host must take a step. */
  Duration pickedUp() {
    return pickedUp;
  }

  /** A port whose adapter runs on the queue that the supplier names when it is called. */
  public <P> P on(Class<P> port, Supplier<String> queue) {
    return proxy(
        port,
        method ->
            Workflow.newUntypedActivityStub(
                Timeouts.of(
                    effect(method),
                    queue.get(),
                    pickedUp,
                    hurried.getAsBoolean(),
                    summary(method))));
  }

  /** A port whose adapter runs in the control worker, on the workflow's own queue. */
  public <P> P control(Class<P> port) {
    return proxy(
        port,
        method ->
            Workflow.newUntypedActivityStub(
                Timeouts.of(
                    effect(method),
                    Workflow.getInfo().getTaskQueue(),
                    null,
                    false,
                    summary(method))));
  }

  /**
   * As {@link #control}, within the workflow task: one event in the history where an activity that
   * is scheduled takes six. For short reads that stand before many steps.
   */
  <P> P within(Class<P> port) {
    return proxy(
        port,
        method ->
            Workflow.newUntypedLocalActivityStub(Timeouts.within(effect(method), summary(method))));
  }

  /** Runs the body with this phrase as the summary of every activity in it. */
  <T> T saying(String words, Supplier<T> body) {
    String before = phrase.get();
    phrase.set(words);
    try {
      return body.get();
    } finally {
      phrase.set(before);
    }
  }

  private <P> P proxy(Class<P> port, Function<Method, ActivityStub> stubs) {
    POJOActivityInterfaceMetadata names = POJOActivityInterfaceMetadata.newInstance(port);
    InvocationHandler call =
        (self, method, arguments) ->
            method.getDeclaringClass() == Object.class
                ? port.getSimpleName()
                : stubs
                    .apply(method)
                    .execute(
                        names.getMethodMetadata(method).getActivityTypeName(),
                        (Class<?>) method.getReturnType(),
                        method.getGenericReturnType(),
                        arguments);
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, call));
  }

  private String summary(Method method) {
    String said = phrase.get();
    String words =
        said == null ? method.getDeclaringClass().getSimpleName() + " " + method.getName() : said;
    return words.length() <= 180 ? words : words.substring(0, 180);
  }

  private static Effect effect(Method method) {
    Effect effect = method.getAnnotation(Effect.class);
    if (effect == null) throw new IllegalStateException(method + " does not declare its effect");
    return effect;
  }
}
