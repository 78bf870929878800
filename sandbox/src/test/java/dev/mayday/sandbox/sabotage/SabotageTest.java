package dev.mayday.sandbox.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInfo;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test and its workers tell each other by files. */
class SabotageTest {
  private static final String NAME = "here";
  private static final Duration LONG = Duration.ofSeconds(30);
  private Sabotage sabotage;

  @BeforeEach
  void folder(@TempDir Path temp) {
    sabotage = new Sabotage(temp.resolve("sabotage"));
  }

  @Test
  void anAttemptIsHeldUntilItIsLetGo() throws Exception {
    sabotage.order(NAME, Order.holdBefore("FallBackToFiles", "Pm2Stop"));
    assertThat(due(activity("GitCheckout", 1), Order.Moment.BEFORE)).isEmpty();
    assertThat(due(activity("Pm2Stop", 2), Order.Moment.BEFORE)).isEmpty();
    assertThat(due(activity("Pm2Stop", 1), Order.Moment.AFTER)).isEmpty();
    Carried held = due(activity("Pm2Stop", 1), Order.Moment.BEFORE).orElseThrow();
    var waiting = CompletableFuture.runAsync(held::awaitRelease);
    assertThat(sabotage.carriedOut(NAME)).isTrue();
    assertThat(waiting).isNotDone();
    sabotage.withdraw(NAME);
    waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(sabotage.carriedOut(NAME)).isFalse();
  }

  @Test
  void anOrderThatDoesNotStandIsCarriedOutOnce() {
    sabotage.order(NAME, Order.holdBefore("FallBackToFiles", "Pm2Stop"));
    assertThat(due(activity("Pm2Stop", 1), Order.Moment.BEFORE)).isPresent();
    assertThat(due(activity("Pm2Stop", 1), Order.Moment.BEFORE)).isEmpty();
  }

  /** Within a workflow task it is attempt 1 with every worker; it is held after the first only. */
  @Test
  void afterAnEffectTheTimesCount() {
    sabotage.order(NAME, Order.holdAfterEach("FallBackToFiles"));
    ActivityInfo activity = activity("EstateStandBack", 1);
    sabotage.ledger().add(activity, "ok");
    assertThat(due(activity, Order.Moment.AFTER)).isPresent();
    sabotage.ledger().add(activity, "ok");
    assertThat(due(activity, Order.Moment.AFTER)).isEmpty();
  }

  /** Whenever the order is withdrawn while workers look for it. */
  @Test
  void nobodyIsHeldByAnOrderThatWasWithdrawn() throws Exception {
    ActivityInfo activity = activity("Pm2Stop", 1);
    for (int round = 0; round < 300; round++) {
      sabotage.order(NAME, Order.holdBefore("FallBackToFiles", ""));
      var worker =
          CompletableFuture.runAsync(
              () -> due(activity, Order.Moment.BEFORE).ifPresent(Carried::awaitRelease));
      for (int spin = 0; spin < round * 100; spin++) Thread.onSpinWait();
      sabotage.withdraw(NAME);
      worker.get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(sabotage.carriedOut(NAME)).isFalse();
    }
  }

  private Optional<Carried> due(ActivityInfo activity, Order.Moment moment) {
    return sabotage.due(activity, moment);
  }

  private static ActivityInfo activity(String type, int attempt) {
    Map<String, Object> answers =
        Map.of(
            "getWorkflowType",
            "FallBackToFiles",
            "getWorkflowId",
            "recovery/sandbox/whatsapp",
            "getWorkflowRunId",
            "run",
            "getActivityType",
            type,
            "getActivityId",
            type,
            "getAttempt",
            attempt);
    return (ActivityInfo)
        Proxy.newProxyInstance(
            ActivityInfo.class.getClassLoader(),
            new Class<?>[] {ActivityInfo.class},
            (self, method, arguments) -> answers.get(method.getName()));
  }
}
