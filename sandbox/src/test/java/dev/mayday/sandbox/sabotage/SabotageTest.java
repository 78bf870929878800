package dev.mayday.sandbox.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInfo;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    assertThat(sabotage.before(activity("GitCheckout", 1))).isEmpty();
    assertThat(sabotage.before(activity("Pm2Stop", 2))).isEmpty();
    assertThat(sabotage.after(activity("Pm2Stop", 1), "ok")).isEmpty();
    Carried held = sabotage.before(activity("Pm2Stop", 1)).orElseThrow();
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
    assertThat(sabotage.before(activity("Pm2Stop", 1))).isPresent();
    assertThat(sabotage.before(activity("Pm2Stop", 1))).isEmpty();
  }

  /** Within a workflow task it is attempt 1 with every worker; it is held once. */
  @Test
  void anActivityIsHeldOnceAfterItsEffect() {
    sabotage.order(NAME, Order.holdAfterEach("FallBackToFiles"));
    ActivityInfo activity = activity("EstateStandBack", 1);
    assertThat(sabotage.after(activity, "ok")).isPresent();
    assertThat(sabotage.after(activity, "ok")).isEmpty();
    sabotage.carried(NAME).forEach(Carried::release);
    assertThat(sabotage.after(activity, "ok")).isEmpty();
    assertThat(sabotage.after(activity("EnvFileRead", 1), "ok")).isPresent();
  }

  /** The worker died of something else between the first attempt's effect and its being held. */
  @Test
  void theNextAttemptIsHeldWhereTheFirstWasNot() {
    sabotage.ledger().add(activity("PostgresProbe", 1), "ok");
    sabotage.order(NAME, Order.holdAfterEach("FallBackToFiles"));
    assertThat(sabotage.after(activity("PostgresProbe", 2), "ok")).isPresent();
  }

  /** An attempt that was given up ends in the same moment as the next one. */
  @Test
  void ofTwoAttemptsThatEndTogetherOneIsHeld() throws Exception {
    sabotage.order(NAME, Order.holdAfterEach("FallBackToFiles"));
    for (int round = 0; round < 100; round++) {
      String activity = "PostgresProbe-" + round;
      var one = CompletableFuture.supplyAsync(() -> sabotage.after(activity(activity, 1), "ok"));
      var other = CompletableFuture.supplyAsync(() -> sabotage.after(activity(activity, 2), "ok"));
      one.get(LONG.toSeconds(), TimeUnit.SECONDS);
      other.get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(Stream.of(one, other).filter(ended -> ended.join().isPresent())).hasSize(1);
      sabotage.carried(NAME).forEach(Carried::release);
    }
    assertThat(sabotage.done()).hasSize(200).allMatch(done -> done.end().equals("ok"));
  }

  /** Whenever the order is withdrawn while workers look for it. */
  @Test
  void nobodyIsHeldByAnOrderThatWasWithdrawn() throws Exception {
    ActivityInfo activity = activity("Pm2Stop", 1);
    for (int round = 0; round < 300; round++) {
      sabotage.order(NAME, Order.holdBefore("FallBackToFiles", ""));
      var worker =
          CompletableFuture.runAsync(
              () -> sabotage.before(activity).ifPresent(Carried::awaitRelease));
      for (int spin = 0; spin < round * 100; spin++) Thread.onSpinWait();
      sabotage.withdraw(NAME);
      worker.get(LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(sabotage.carriedOut(NAME)).isFalse();
    }
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
