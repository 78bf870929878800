package dev.mayday.starter.alert;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.triage.AlertBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The way to one incident. One batch is in flight at a time; whatever comes meanwhile makes the
 * next one, so that a storm of alerts costs the incident a few signals and not thousands. After
 * each the lane may {@link Rest}: the busier the server is, the more of its time is left to the
 * recovery that the alerts are about.
 */
final class Lane {
  private static final int LARGEST = 100;
  private final Target target;
  private final Carrier carrier;
  private final Executor threads;
  private final IntConsumer gone;
  private final Deque<Parcel> waiting = new ArrayDeque<>();
  private final Rest rest = new Rest();
  private boolean busy;

  /**
   * @param gone told how many alerts do not wait any more
   */
  Lane(Target target, Carrier carrier, Executor threads, IntConsumer gone) {
    this.target = target;
    this.carrier = carrier;
    this.threads = threads;
    this.gone = gone;
  }

  synchronized void add(Parcel parcel) {
    waiting.add(parcel);
    if (!busy) begin();
  }

  /** Where no thread can be had, nobody is left to wait for one. */
  private synchronized void begin() {
    busy = true;
    try {
      threads.execute(this::carryOne);
    } catch (RuntimeException | Error refused) {
      busy = false;
      List<Parcel> lost = new ArrayList<>();
      while (!waiting.isEmpty()) take(lost);
      answer(lost, refused);
      if (refused instanceof Error error) throw error;
    }
  }

  /** Whatever is thrown, an Error too, is the senders' answer and leaves the lane free. */
  private void carryOne() {
    List<Parcel> batch = new ArrayList<>();
    Throwable failure = new IllegalStateException("the batch was not carried");
    long begun = System.nanoTime();
    try {
      next(batch);
      if (!batch.isEmpty()) carrier.carry(target, new AlertBatch(List.copyOf(distinct(batch))));
      failure = null;
    } catch (RuntimeException refused) {
      failure = refused;
    } finally {
      answer(batch, failure);
      pause(rest.after(Duration.ofNanos(System.nanoTime() - begun)));
    }
  }

  private void pause(Duration pause) {
    if (pause.isZero()) goOn();
    else
      CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
          .execute(this::goOn);
  }

  private synchronized void goOn() {
    busy = false;
    if (!waiting.isEmpty()) begin();
  }

  private synchronized void next(List<Parcel> batch) {
    int alerts = 0;
    while (!waiting.isEmpty() && alerts + waiting.peek().alerts().size() <= LARGEST)
      alerts += take(batch);
  }

  /** Takes the first of the row; returns how many alerts it adds. It is never in neither. */
  private int take(List<Parcel> batch) {
    Parcel parcel = waiting.peek();
    boolean late = parcel.landed().isDone();
    if (!late) batch.add(parcel);
    waiting.remove();
    gone.accept(parcel.alerts().size());
    return late ? 0 : parcel.alerts().size();
  }

  private static void answer(List<Parcel> batch, Throwable failure) {
    for (Parcel parcel : batch) {
      if (failure == null) parcel.landed().complete(null);
      else parcel.landed().completeExceptionally(failure);
    }
  }

  /** The same alert told a hundred times says no more than told once. */
  private static Collection<Alert> distinct(List<Parcel> batch) {
    Map<Same, Alert> distinct = new LinkedHashMap<>();
    for (Parcel parcel : batch)
      for (Alert alert : parcel.alerts()) distinct.putIfAbsent(Same.of(alert), alert);
    return distinct.values();
  }

  private record Same(String source, String key, boolean firing, Instant startedAt) {
    static Same of(Alert alert) {
      return new Same(alert.source(), alert.key(), alert.firing(), alert.startedAt());
    }
  }

  /** How many alerts one parcel may hold. */
  static int largest() {
    return LARGEST;
  }
}
