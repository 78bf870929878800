package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.failure.TimeoutFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartTest {
  private final CountDownLatch never = new CountDownLatch(1);

  /** Blocks for longer than its heartbeat time-out, as a driver does, and never beats. */
  private Object blocks() {
    try {
      return never.await(2500, TimeUnit.MILLISECONDS) ? "released" : "done in attempt " + attempt();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAdapterThatBlocksIsNotTakenForDead() {
    assertThat(talk(this::blocks, new Heart())).isEqualTo("done in attempt 1");
  }

  @Test
  void withoutTheHeartItWouldBe() {
    assertThatThrownBy(() -> talk(this::blocks))
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .isInstanceOf(TimeoutFailure.class);
  }

  @Test
  void aBeatWithoutProgressKeepsTheCursorOfTheAttemptBefore() {
    List<String> found = new CopyOnWriteArrayList<>();
    Talk.Acts acts =
        () -> {
          ActivityExecutionContext context = Activity.getExecutionContext();
          found.add(context.getHeartbeatDetails(String.class).orElse("none"));
          if (attempt() == 1) context.heartbeat("cursor-7");
          if (attempt() == 2) blocks();
          if (attempt() < 3) throw new IllegalStateException("again");
          return "done";
        };

    assertThat(talk(acts, new Heart())).isEqualTo("done");
    assertThat(found).containsExactly("none", "cursor-7", "cursor-7");
  }

  private static int attempt() {
    return Activity.getExecutionContext().getInfo().getAttempt();
  }

  private static String talk(Talk.Acts acts, WorkerInterceptor... interceptors) {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptors).build())
                .build())) {
      var worker =
          temporal.newWorker(
              "talk",
              WorkerOptions.newBuilder()
                  .setMaxHeartbeatThrottleInterval(Duration.ofMillis(200))
                  .build());
      worker.registerWorkflowImplementationTypes(Talk.Impl.class);
      worker.registerActivitiesImplementations(acts);
      temporal.start();
      return Talk.start(temporal.getWorkflowClient(), "talk").getResult(String.class);
    }
  }
}
