package dev.mayday.starter.alert;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Commits alerts to Temporal in groups, a lane for each incident. What waits is bounded: a desk
 * that cannot pass alerts on says so at once, and the senders keep them.
 */
final class Commits implements AutoCloseable {
  private final Carrier carrier;
  private final int most;
  private final Duration within;
  private final ExecutorService threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Target, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * @param most how many alerts may wait
   * @param within how long one may wait and be carried
   * @param atOnce how many batches may be in flight, one for each incident
   */
  Commits(Carrier carrier, int most, Duration within, int atOnce) {
    this.carrier = carrier;
    this.most = most;
    this.within = within;
    this.threads =
        Executors.newFixedThreadPool(
            atOnce,
            work -> {
              Thread thread = new Thread(work, "mayday-desk");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Completes when the alerts are in Temporal; fails when they may not be. One message that holds
   * more than may wait is taken while nothing else waits: it would be refused for ever.
   */
  CompletableFuture<Void> add(Target target, List<Alert> alerts) {
    int all = waiting.addAndGet(alerts.size());
    if (all > most && all > alerts.size()) {
      waiting.addAndGet(-alerts.size());
      return CompletableFuture.failedFuture(new RejectedExecutionException("the desk is full"));
    }
    List<CompletableFuture<Void>> landings = new ArrayList<>();
    for (int from = 0; from < alerts.size(); from += Lane.largest()) {
      int to = Math.min(alerts.size(), from + Lane.largest());
      landings.add(queue(target, alerts.subList(from, to)));
    }
    return CompletableFuture.allOf(landings.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> queue(Target target, List<Alert> alerts) {
    Parcel parcel = Parcel.of(alerts, within);
    lanes.computeIfAbsent(target, this::lane).add(parcel);
    return parcel.landed();
  }

  private Lane lane(Target target) {
    return new Lane(target, carrier, threads, count -> waiting.addAndGet(-count));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
