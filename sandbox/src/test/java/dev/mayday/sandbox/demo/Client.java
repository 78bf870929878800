package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of the service: it sends for every company in turn, all the while, and remembers which
 * messages it was told are sent. While the service is down it is refused, and goes on trying.
 */
final class Client implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sending sending;
  private final List<String> companies;
  private final List<String> phones;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();
  private final Thread sender = new Thread(this::send, "client");
  private volatile boolean over;

  /**
   * @param sandbox it sends for every company there
   * @param phones to whom, in turn
   */
  Client(Sandbox sandbox, List<String> phones) {
    this.sending = Sending.to(sandbox);
    this.companies = sandbox.companies();
    this.phones = phones;
  }

  Client start() {
    sender.setDaemon(true);
    sender.start();
    return this;
  }

  /** The ids of the messages that it was told are sent. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  long refused() {
    return refused.get();
  }

  /** Waits until so many more are acknowledged. */
  void sends(int more) {
    int wanted = acknowledged.size() + more;
    Until.holds(more + " more messages go through", () -> acknowledged.size() >= wanted);
  }

  private void send() {
    for (int n = 0; !over; n++) {
      int who = n % companies.size();
      one(companies.get(who), phones.get(n / companies.size() % phones.size()));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void one(String company, String phone) {
    try {
      HttpRequest request = sending.request(company, phone).timeout(LONGEST).build();
      heard(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException nobodyThere) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      over = true;
    }
  }

  private void heard(String body) throws IOException {
    String id = sending.id(JSON.readTree(body));
    if (id.isEmpty()) refused.incrementAndGet();
    else acknowledged.add(id);
  }

  /** What is under way is finished first, so that nothing is acknowledged afterwards. */
  @Override
  public void close() {
    over = true;
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
