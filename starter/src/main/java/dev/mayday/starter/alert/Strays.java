package dev.mayday.starter.alert;

import dev.mayday.activities.ledger.Ledger;
import dev.mayday.incident.Alert;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Alerts that match no service: each is recorded, and people are told of each new one. Telling runs
 * beside, because no sender waits half a minute for an answer.
 */
final class Strays implements AutoCloseable {
  private static final Duration QUIET = Duration.ofHours(1);
  private static final int MOST = 1_000;
  private final Ledger ledger;
  private final Notifier notifier;
  private final Tally tally;
  private final Map<String, Instant> told = new LinkedHashMap<>();
  private final ExecutorService beside;

  Strays(Ledger ledger, Notifier notifier, Tally tally) {
    this.ledger = ledger;
    this.notifier = notifier;
    this.tally = tally;
    this.beside =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(100),
            Strays::thread,
            (notice, full) -> tally.untold());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mayday-strays");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Records and tells.
   *
   * @throws Unavailable when they cannot be recorded
   */
  void keep(List<Alert> alerts) {
    if (!alerts.isEmpty()) ledger.add(alerts.stream().map(Strays::line).toList());
    for (Alert alert : alerts) {
      tally.count(alert.source(), "unmatched");
      if (alert.firing() && isNew(alert)) beside.execute(() -> tell(alert));
    }
  }

  private static Map<String, Object> line(Alert alert) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", alert.receivedAt().toString());
    line.put("source", alert.source());
    line.put("key", alert.key());
    line.put("firing", alert.firing());
    line.put("startedAt", alert.startedAt().toString());
    line.put("severity", alert.severity());
    line.put("summary", alert.summary());
    line.put("labels", alert.labels());
    return line;
  }

  private synchronized boolean isNew(Alert alert) {
    String key = alert.source() + "/" + alert.key();
    Instant before = told.get(key);
    if (before != null && alert.receivedAt().isBefore(before.plus(QUIET))) return false;
    told.remove(key);
    told.put(key, alert.receivedAt());
    if (told.size() > MOST) told.remove(told.keySet().iterator().next());
    return true;
  }

  private void tell(Alert alert) {
    try {
      notifier.tell(notice(alert));
    } catch (RuntimeException deaf) {
      tally.untold();
    }
  }

  private static Notice notice(Alert alert) {
    String text =
        "From "
            + alert.source()
            + ", key "
            + alert.key()
            + ": "
            + alert.summary()
            + "\n"
            + "Labels: "
            + alert.labels()
            + "\n"
            + "Nothing was started. Look at the source's service and environment in mayday.yaml.";
    return new Notice(
        null,
        "",
        "an alert matches no service",
        text,
        List.of(),
        "unmatched/" + alert.source() + "/" + alert.key());
  }

  @Override
  public void close() {
    beside.shutdownNow();
  }
}
