package dev.mayday.starter.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Deliveries that were taken, for as long as their signature is good. A delivery that comes again
 * meanwhile shares the first one's answer; one that failed is forgotten, because its sender will
 * try again. Another desk does not know what this one has seen; the incident does.
 */
final class Seen {
  private static final int MOST = 100_000;
  private final Duration keep;
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

  private record Delivery(Instant until, CompletableFuture<Reply> answer) {}

  /**
   * @param window how far a signed time may be from now; from the earliest to the latest it is
   *     twice that
   */
  Seen(Duration window) {
    this.keep = window.multipliedBy(2).plusMinutes(1);
  }

  /** Takes a delivery once; the second of its kind is answered as the first. */
  CompletableFuture<Reply> once(String id, Instant now, Supplier<CompletableFuture<Reply>> take) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    synchronized (this) {
      forget(now);
      Delivery before = deliveries.get(id);
      if (before != null) return before.answer().thenApply(Seen::again);
      deliveries.put(id, new Delivery(now.plus(keep), answer));
    }
    try {
      return take.get().whenComplete((reply, failure) -> settle(id, reply, failure, answer));
    } catch (RuntimeException bug) {
      settle(id, null, bug, answer);
      throw bug;
    }
  }

  private static Reply again(Reply first) {
    return first.taken() ? Reply.repeated() : first;
  }

  private void settle(String id, Reply reply, Throwable failure, CompletableFuture<Reply> answer) {
    if (failure != null || !reply.taken())
      synchronized (this) {
        deliveries.remove(id);
      }
    if (failure == null) answer.complete(reply);
    else answer.completeExceptionally(failure);
  }

  private void forget(Instant now) {
    Iterator<Delivery> oldest = deliveries.values().iterator();
    while (oldest.hasNext()) {
      boolean over = !oldest.next().until().isAfter(now);
      if (!over && deliveries.size() < MOST) return;
      oldest.remove();
    }
  }
}
