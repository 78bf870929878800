package dev.mayday.sandbox.bench;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts alerts as fast as they are taken, so many at a time; each must be answered by 202. Whoever
 * posts shares the cores with what is measured: one thread and one connection for each post that is
 * under way took the least of them.
 */
final class Load {
  private static final int AT_ONCE = 32;
  private static final MediaType JSON = MediaType.get("application/json");
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(AT_ONCE, 1, TimeUnit.MINUTES))
          .readTimeout(Duration.ofSeconds(30))
          .build();
  private final String url;
  private final String token;

  Load(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /**
   * What came of it.
   *
   * @param perSecond alerts accepted
   * @param p50 milliseconds from the post to its answer, of the half
   * @param p99 of all but the hundredth part
   */
  record Result(double perSecond, double p50, double p99) {}

  /** One alert a post, about the service of that number. */
  Result post(int alerts, IntFunction<String> service) {
    long[] nanos = new long[alerts];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    long begun = System.nanoTime();
    for (int i = 0; i < AT_ONCE; i++)
      threads.execute(
          () -> {
            for (int n = next.getAndIncrement(); n < alerts; n = next.getAndIncrement()) {
              long posted = System.nanoTime();
              if (!accepted(request(n, service.apply(n)))) refused.incrementAndGet();
              nanos[n] = System.nanoTime() - posted;
            }
          });
    await(threads);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (refused.get() > 0)
      throw new Unavailable(
          refused + " of " + alerts + " alerts were not accepted\nHINT: read mayday.log");
    Arrays.sort(nanos);
    return new Result(alerts / seconds, millis(nanos, 0.50), millis(nanos, 0.99));
  }

  /** Waits for all that was given to these threads. */
  static void await(ExecutorService threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.MINUTES))
        throw new Unavailable("the load was not taken in ten minutes\nHINT: read mayday.log");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean accepted(Request request) {
    try (Response answer = http.newCall(request).execute()) {
      answer.body().bytes();
      return answer.code() == 202;
    } catch (IOException e) {
      return false;
    }
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))] / 1e6;
  }

  private Request request(int number, String service) {
    String alert =
        """
        {"version":"4","status":"firing","receiver":"mayday","groupKey":"g","alerts":[{"status":"firing",\
        "labels":{"alertname":"PostgresDown","service":"%s","environment":"sandbox","severity":"critical"},\
        "annotations":{"summary":"PostgreSQL is down"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z",\
        "fingerprint":"%016x"}]}"""
            .formatted(service, Instant.now(), number);
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + token)
        .post(RequestBody.create(alert, JSON))
        .build();
  }
}
