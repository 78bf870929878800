package dev.mayday.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import dev.mayday.activities.estate.Listen;
import dev.mayday.system.Refused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The figures of this process for Prometheus: the SDK's, Mayday's own and the virtual machine's.
 * {@code /metrics} gives them, {@code /health} says that the process lives, {@code /ready} says
 * whether it works, and what is missing if not.
 */
public final class Metrics implements AutoCloseable {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Scope scope =
      new RootScopeBuilder()
          .reporter(new MicrometerClientStatsReporter(registry))
          .reportEvery(com.uber.m3.util.Duration.ofSeconds(1));
  private final AtomicReference<Supplier<Optional<String>>> readiness =
      new AtomicReference<>(() -> Optional.of("the workers are not started yet"));
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final CopyAges copyAges = new CopyAges(registry);
  private final ExecutorService threads = Executors.newFixedThreadPool(2, Daemons.named("metrics"));
  private HttpServer server;

  /** Figures that nobody can ask for yet. */
  public Metrics() {
    registry.config().meterFilter(new Described());
    Gauge.builder("mayday.ready", () -> missing().isEmpty() ? 1 : 0)
        .description("1 while this process works, 0 while something that it needs is missing")
        .register(registry);
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            collections)
        .forEach(binder -> binder.bindTo(registry));
  }

  /** Where the SDK and the workflows report. */
  public Scope scope() {
    return scope;
  }

  /** Where adapters and the desk put figures of their own. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** The ages of the warm copies. */
  CopyAges copyAges() {
    return copyAges;
  }

  /**
   * Says when this process is ready.
   *
   * @param missing what keeps this process from working, or nothing when it works
   */
  public void readyWhen(Supplier<Optional<String>> missing) {
    readiness.set(missing);
  }

  /**
   * Begins to answer; returns where, with the port that was taken.
   *
   * @throws Refused when the address cannot be had
   */
  public Listen serve(Listen listen) {
    try {
      server = HttpServer.create(new InetSocketAddress(listen.host(), listen.port()), 0);
    } catch (IOException e) {
      throw new Refused(
          "metrics cannot listen on "
              + listen
              + ": "
              + e.getMessage()
              + "\n"
              + "HINT: another process may have the port; name another with --metrics, or with"
              + " metrics.listen in mayday.yaml");
    }
    server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
    server.createContext("/health", exchange -> answer(exchange, 200, "alive\n"));
    server.createContext("/ready", this::ready);
    server.setExecutor(threads);
    server.start();
    return new Listen(listen.host(), server.getAddress().getPort());
  }

  private Optional<String> missing() {
    return readiness.get().get();
  }

  private void ready(HttpExchange exchange) throws IOException {
    Optional<String> missing = missing();
    answer(exchange, missing.isEmpty() ? 200 : 503, missing.orElse("ready") + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", TEXT);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    if (server != null) server.stop(0);
    threads.shutdownNow();
    collections.close();
    endReporting();
    registry.close();
  }

  private void endReporting() {
    try {
      scope.close();
    } catch (ScopeCloseException e) {
      throw new IllegalStateException("metrics were not reported to the end", e);
    }
  }
}
