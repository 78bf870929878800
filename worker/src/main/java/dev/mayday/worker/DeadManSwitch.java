package dev.mayday.worker;

import dev.mayday.activities.estate.DeadMan;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Request;

/**
 * Pings an address elsewhere while this process works, so that somebody outside hears when it does
 * not, also when the whole machine is gone. A ping that fails is a figure and nothing more: it
 * disturbs no recovery, and the silence calls people by itself.
 */
final class DeadManSwitch implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final DeadMan watched;
  private final Secrets secrets;
  private final Supplier<Optional<String>> missing;
  private final MeterRegistry registry;
  private final OneAttempt http = new OneAttempt(CONNECT_WITHIN, ANSWER_WITHIN);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("dead-man"));
  private final ScheduledFuture<?> pings;
  private volatile Instant heard = Instant.now();

  /**
   * Begins to ping.
   *
   * @param missing what keeps this process from working, or nothing: what {@code /ready} says
   */
  DeadManSwitch(
      DeadMan watched,
      Secrets secrets,
      Supplier<Optional<String>> missing,
      MeterRegistry registry) {
    this.watched = watched;
    this.secrets = secrets;
    this.missing = missing;
    this.registry = registry;
    for (String result : new String[] {"heard", "failed", "held"}) counted(result);
    gauges();
    pings =
        thread.scheduleWithFixedDelay(
            this::tick, 0, watched.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void gauges() {
    Gauge.builder("mayday.dead.man.age", this, DeadManSwitch::age)
        .baseUnit("seconds")
        .description("Since when no dead-man ping was heard, from the start of this process on")
        .register(registry);
    Gauge.builder("mayday.dead.man.every", () -> watched.every().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How often mayday.yaml wants a dead-man ping")
        .register(registry);
  }

  private double age() {
    return Duration.between(heard, Instant.now()).toMillis() / 1000.0;
  }

  private void tick() {
    counted(result()).increment();
  }

  /** Whatever goes wrong is counted: a thread that ended by it would look like a death. */
  private String result() {
    try {
      if (missing.get().isPresent()) return "held";
      Request ping =
          new Request.Builder().url(secrets.resolve(watched.url()).reveal()).get().build();
      if (!http.make(ping).fine()) return "failed";
      heard = Instant.now();
      return "heard";
    } catch (IOException | RuntimeException unheard) {
      return "failed";
    }
  }

  private Counter counted(String result) {
    return Counter.builder("mayday.dead.man.pings")
        .description("Dead-man pings: heard, failed, or held back since something was missing")
        .tag("result", result)
        .register(registry);
  }

  @Override
  public void close() {
    pings.cancel(true);
    thread.shutdownNow();
  }
}
