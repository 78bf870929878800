package dev.mayday.sandbox.bench;

import dev.mayday.system.Unavailable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Posts alerts as fast as they are taken, so many at a time; each must be answered by 202. */
final class Load {
  private static final int AT_ONCE = 32;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final String token;

  Load(String url, String token) {
    this.url = URI.create(url);
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
    AtomicInteger refused = new AtomicInteger();
    Semaphore room = new Semaphore(AT_ONCE);
    CompletableFuture<?>[] answers = new CompletableFuture<?>[alerts];
    long begun = System.nanoTime();
    for (int i = 0; i < alerts; i++) {
      room.acquireUninterruptibly();
      int number = i;
      long posted = System.nanoTime();
      answers[i] =
          http.sendAsync(request(i, service.apply(i)), HttpResponse.BodyHandlers.ofString())
              .whenComplete(
                  (answer, failed) -> {
                    nanos[number] = System.nanoTime() - posted;
                    if (failed != null || answer.statusCode() != 202) refused.incrementAndGet();
                    room.release();
                  });
    }
    CompletableFuture.allOf(answers).exceptionally(failed -> null).join();
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (refused.get() > 0)
      throw new Unavailable(
          refused + " of " + alerts + " alerts were not accepted\nHINT: read mayday.log");
    Arrays.sort(nanos);
    return new Result(alerts / seconds, millis(nanos, 0.50), millis(nanos, 0.99));
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))] / 1e6;
  }

  private HttpRequest request(int number, String service) {
    String alert =
        """
        {"version":"4","status":"firing","receiver":"mayday","groupKey":"g","alerts":[{"status":"firing",\
        "labels":{"alertname":"PostgresDown","service":"%s","environment":"sandbox","severity":"critical"},\
        "annotations":{"summary":"PostgreSQL is down"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z",\
        "fingerprint":"%016x"}]}"""
            .formatted(service, Instant.now(), number);
    return HttpRequest.newBuilder(url)
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(alert))
        .build();
  }
}
