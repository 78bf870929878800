package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final String SECRET = "p@ss\"word-0815";

  private final Secrets secrets = new Secrets(Map.of("TOKEN", SECRET));
  private final AtomicInteger attempts = new AtomicInteger();

  MaskingTest() {
    secrets.resolve("env:TOKEN");
  }

  @Test
  void aSecretInAResultDoesNotReachTheHistory() {
    String history = history(() -> Map.of("line", List.of("the token " + SECRET), "n", 7));

    assertThat(history).contains("the token ***").doesNotContain("word-0815");
  }

  @Test
  void aSecretInAFailureDoesNotReachItNorDoesItsCause() {
    String history =
        history(
            () -> {
              attempts.incrementAndGet();
              throw new IllegalStateException(
                  "outer " + SECRET, new IllegalArgumentException("inner " + SECRET));
            });

    assertThat(history)
        .contains("outer ***")
        .contains("inner ***")
        .contains("java.lang.IllegalStateException")
        .doesNotContain("word-0815");
    assertThat(attempts).as("retried as what it stands for").hasValue(3);
  }

  @Test
  void aMaskedRefusalIsStillNotRetried() {
    String history =
        history(
            () -> {
              attempts.incrementAndGet();
              throw new Refused("no " + SECRET);
            });

    assertThat(history).contains("no ***").contains(Refused.class.getName());
    assertThat(attempts).hasValue(1);
  }

  @Test
  void aSecretInAHeartbeatDoesNotReachIt() {
    String history =
        history(
            () -> {
              Activity.getExecutionContext().heartbeat(Map.of("at", SECRET));
              if (attempts.incrementAndGet() == 1) throw new IllegalStateException("again");
              return Activity.getExecutionContext().getHeartbeatDetails(Map.class).orElseThrow();
            });

    assertThat(history).contains("***").doesNotContain("word-0815");
  }

  @Test
  void withoutTheMaskItWouldBeThere() {
    assertThat(history(() -> SECRET, new WorkerInterceptor[0])).contains("word-0815");
  }

  @Test
  void whatHoldsNoSecretStaysAsItIs() {
    assertThat(history(() -> Map.of("state", ProcessState.class.getSimpleName())))
        .contains("ProcessState");
  }

  private String history(Talk.Acts acts) {
    return history(acts, new Masking(secrets));
  }

  private static String history(Talk.Acts acts, WorkerInterceptor... interceptors) {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptors).build())
                .build())) {
      var worker = temporal.newWorker("talk");
      worker.registerWorkflowImplementationTypes(Talk.Impl.class);
      worker.registerActivitiesImplementations(acts);
      temporal.start();
      WorkflowStub talk = Talk.start(temporal.getWorkflowClient(), "talk");
      ended(talk);
      return temporal
          .getWorkflowClient()
          .fetchHistory(talk.getExecution().getWorkflowId())
          .getEvents()
          .toString();
    }
  }

  private static void ended(WorkflowStub talk) {
    try {
      talk.getResult(String.class);
    } catch (WorkflowFailedException asWanted) {
      assertThat(asWanted).isNotNull();
    }
  }
}
