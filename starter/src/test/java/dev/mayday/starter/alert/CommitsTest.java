package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.triage.AlertBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A storm costs an incident a few signals, and nobody is told "landed" too early. */
class CommitsTest {
  private static final Target WHATSAPP = new Target("production", "whatsapp");
  private static final Target BILLING = new Target("production", "billing");
  private final Gate gate = new Gate();
  private Commits commits = new Commits(gate, 1_000, Duration.ofSeconds(20), 4);

  @AfterEach
  void end() {
    gate.open.release(1_000);
    commits.close();
  }

  /** Lets one batch through for each permit. */
  private static final class Gate implements Carrier {
    final Semaphore open = new Semaphore(0);
    final List<AlertBatch> carried = new CopyOnWriteArrayList<>();
    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final List<Long> begun = new CopyOnWriteArrayList<>();
    final List<Long> ended = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    volatile Error error;

    @Override
    public void carry(Target target, AlertBatch batch) {
      begun.add(System.nanoTime());
      most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      open.acquireUninterruptibly();
      ended.add(System.nanoTime());
      inFlight.decrementAndGet();
      if (error != null) throw error;
      if (broken) throw new IllegalStateException("temporal is down");
      carried.add(batch);
    }

    @Override
    public boolean reachable() {
      return true;
    }
  }

  private static Alert alert(String key) {
    return new Alert(
        "prometheus", key, true, Instant.EPOCH, Instant.now(), "critical", "down", Map.of());
  }

  private CompletableFuture<Void> add(Target target, String key) {
    return commits.add(target, List.of(alert(key)));
  }

  @Test
  void whatComesWhileABatchIsInFlightMakesOneMore() {
    List<CompletableFuture<Void>> landings = new ArrayList<>();
    landings.add(add(WHATSAPP, "0"));
    Await.until("the first is in flight", () -> gate.inFlight.get() == 1);
    for (int n = 1; n <= 90; n++) landings.add(add(WHATSAPP, String.valueOf(n)));
    assertThat(landings).noneMatch(CompletableFuture::isDone);
    gate.open.release(2);
    landings.forEach(CompletableFuture::join);
    assertThat(gate.carried).extracting(batch -> batch.alerts().size()).containsExactly(1, 90);
    assertThat(gate.most).hasValue(1);
  }

  @Test
  void theSameAlertToldManyTimesIsCarriedOnce() {
    CompletableFuture<Void> unused1 = add(WHATSAPP, "first");
    Await.until("the first is in flight", () -> gate.inFlight.get() == 1);
    List<CompletableFuture<Void>> landings = new ArrayList<>();
    for (int n = 0; n < 500; n++) landings.add(add(WHATSAPP, "same"));
    gate.open.release(100);
    landings.forEach(CompletableFuture::join);
    assertThat(gate.carried).hasSize(6).allMatch(batch -> batch.alerts().size() == 1);
  }

  /** The slower the server, the less of its time goes to the alerts of one incident. */
  @Test
  void aLaneRestsLongerThanItsSignalTookSoThatTheRecoveryHasItsTurn() {
    CompletableFuture<Void> first = add(WHATSAPP, "1");
    Await.until("it took a while", () -> took(gate.begun, System.nanoTime()) > 100_000_000L);
    gate.open.release(2);
    first.join();
    add(WHATSAPP, "2").join();
    long carried = gate.ended.get(0) - gate.begun.get(0);
    long rested = gate.begun.get(1) - gate.ended.get(0);
    assertThat(rested).isGreaterThan(carried);
    assertThat(rested)
        .isGreaterThanOrEqualTo(new Rest().after(Duration.ofNanos(carried)).toNanos());
  }

  private static long took(List<Long> begun, long now) {
    return begun.isEmpty() ? 0 : now - begun.get(0);
  }

  @Test
  void anotherIncidentDoesNotWait() {
    CompletableFuture<Void> unused2 = add(WHATSAPP, "1");
    Await.until("one is in flight", () -> gate.inFlight.get() == 1);
    CompletableFuture<Void> unused3 = add(BILLING, "1");
    Await.until("both are in flight", () -> gate.inFlight.get() == 2);
  }

  @Test
  void aBatchThatIsNotCarriedFailsForAllItsSendersAndTheNextOneGoes() {
    gate.broken = true;
    CompletableFuture<Void> lost = add(WHATSAPP, "1");
    gate.open.release(1);
    assertThatThrownBy(lost::join).hasRootCauseMessage("temporal is down");
    gate.broken = false;
    gate.open.release(1);
    add(WHATSAPP, "2").join();
    assertThat(gate.carried).hasSize(1);
  }

  /** An Error ends the thread; it must end neither the lane nor the senders' wait. */
  @Test
  void anErrorFailsTheSendersAtOnceAndLeavesTheLaneFree() {
    gate.error = new OutOfMemoryError("no room for the batch");
    CompletableFuture<Void> lost = add(WHATSAPP, "1");
    Await.until("it is in flight", () -> gate.inFlight.get() == 1);
    CompletableFuture<Void> behind = add(WHATSAPP, "2");
    gate.open.release(1);
    assertThatThrownBy(lost::join).hasRootCauseMessage("the batch was not carried");
    Await.until("the next is in flight", () -> gate.inFlight.get() == 1);
    gate.error = null;
    gate.open.release(1);
    behind.join();
    assertThat(gate.carried).extracting(batch -> batch.alerts().get(0).key()).containsExactly("2");
  }

  @Test
  void aDeskThatEndsFailsAtOnceWhatComesThen() {
    commits.close();
    for (int n = 0; n < 3; n++) assertThat(add(WHATSAPP, "1")).isCompletedExceptionally();
    commits = new Commits(gate, 1, Duration.ofSeconds(20), 1);
    gate.open.release(1);
    add(WHATSAPP, "1").join();
  }

  @Test
  void aFullDeskSaysSoAtOnceAndTakesAlertsAgainLater() {
    commits.close();
    commits = new Commits(gate, 3, Duration.ofSeconds(20), 1);
    CompletableFuture<Void> unused4 = add(WHATSAPP, "0");
    Await.until("the first is in flight", () -> gate.inFlight.get() == 1);
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    for (int n = 1; n <= 3; n++) taken.add(add(WHATSAPP, String.valueOf(n)));
    assertThat(add(WHATSAPP, "4")).isCompletedExceptionally();
    gate.open.release(10);
    taken.forEach(CompletableFuture::join);
    add(WHATSAPP, "5").join();
  }

  @Test
  void whatItsSenderWasToldIsLostIsNotCarriedLater() {
    commits.close();
    commits = new Commits(gate, 100, Duration.ofSeconds(2), 1);
    CompletableFuture<Void> stuck = add(WHATSAPP, "stuck");
    Await.until("it is in flight", () -> gate.inFlight.get() == 1);
    CompletableFuture<Void> late = add(WHATSAPP, "late");
    assertThatThrownBy(late::join)
        .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
    assertThat(stuck).isCompletedExceptionally();
    gate.open.release(10);
    Await.until("the stuck one is through", () -> gate.carried.size() == 1);
    add(WHATSAPP, "new").join();
    assertThat(gate.carried)
        .extracting(batch -> batch.alerts().get(0).key())
        .containsExactly("stuck", "new");
  }

  @Test
  void aLargeMessageIsCarriedInPartsOfBoundedSize() {
    List<Alert> many = new ArrayList<>();
    for (int n = 0; n < 250; n++) many.add(alert("k" + n));
    gate.open.release(10);
    commits.add(WHATSAPP, many).join();
    assertThat(gate.carried)
        .extracting(batch -> batch.alerts().size())
        .containsExactly(100, 100, 50);
  }
}
