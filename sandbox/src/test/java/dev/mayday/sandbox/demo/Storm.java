package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Senders that post alerts as fast as they are taken, each again until it is acknowledged, as an
 * Alertmanager does. What was answered 202 is kept: that must never be lost.
 */
final class Storm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 32;

  /** Alerts of real life say much; the desk cuts them to what it keeps. */
  private static final String MUCH = ", and so much is wrong here".repeat(12);

  private static final Duration AGAIN = Duration.ofMillis(500);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Semaphore senders = new Semaphore(AT_ONCE);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final List<URI> desks;
  private final String token;

  /**
   * @param desks the webhooks; message number n goes to the n-th of them
   */
  Storm(String token, String... desks) {
    this.token = token;
    this.desks =
        List.of(desks).stream().map(desk -> URI.create(desk + "/alerts/alertmanager")).toList();
  }

  /**
   * One alert.
   *
   * @param key what the source knows it by
   */
  record Shout(String key, String environment, String service, boolean firing, Instant since) {
    private Map<String, Object> alert() {
      Map<String, Object> alert = new HashMap<>();
      alert.put("status", firing ? "firing" : "resolved");
      alert.put("labels", Map.of("alertname", key, "service", service, "environment", environment));
      alert.put("annotations", Map.of("summary", key + " fires" + MUCH));
      alert.put("startsAt", since.toString());
      alert.put("endsAt", firing ? "0001-01-01T00:00:00Z" : Instant.now().toString());
      alert.put("fingerprint", key);
      return alert;
    }

    /** As whoever receives it has it once it is read. */
    JsonNode read() throws IOException {
      return JSON.readTree(JSON.writeValueAsBytes(alert()));
    }
  }

  /** Posts it once somebody is free to, and goes on trying beside; number says to which desk. */
  CompletableFuture<Void> send(int number, Shout... shouts) {
    senders.acquireUninterruptibly();
    HttpRequest request =
        HttpRequest.newBuilder(desks.get(Math.floorMod(number, desks.size())))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(shouts)))
            .build();
    return tried(request, shouts).whenComplete((done, failed) -> senders.release());
  }

  /** Posts it and waits for the answer, so that the next one comes after it. */
  void say(Shout... shouts) {
    send(0, shouts).join();
  }

  private CompletableFuture<Void> tried(HttpRequest request, Shout... shouts) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((answer, failed) -> answer != null && answer.statusCode() == 202)
        .thenCompose(taken -> taken ? kept(shouts) : again(request, shouts));
  }

  private CompletableFuture<Void> kept(Shout... shouts) {
    for (Shout shout : shouts) acknowledged.add(shout.key());
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> again(HttpRequest request, Shout... shouts) {
    turnedAway.incrementAndGet();
    Executor later = CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(waited -> tried(request, shouts));
  }

  private static byte[] body(Shout... shouts) {
    try {
      List<Map<String, Object>> alerts = List.of(shouts).stream().map(Shout::alert).toList();
      return JSON.writeValueAsBytes(
          Map.of("version", "4", "status", "firing", "groupKey", "{}", "alerts", alerts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of what was answered 202. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** How often a sender had to try again. */
  int turnedAway() {
    return turnedAway.get();
  }
}
