package dev.mayday.sandbox.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills worker, webhook, Temporal server, or worker and server at once, every 3 to 8 s. It sleeps
 * in between: what it waits for is no condition of the world, for it is to strike whatever is under
 * way.
 */
final class Killer implements AutoCloseable {
  private static final Duration FROM = Duration.ofSeconds(3);
  private static final Duration TO = Duration.ofSeconds(8);
  private static final Calamity[] CALAMITIES = {
    Calamity.WORKER, Calamity.WEBHOOK, Calamity.SERVER, Calamity.BOTH
  };
  private final Apart mayday;
  private final Random random;
  private final Thread thread;
  private volatile boolean over;
  private final Map<Calamity, Integer> killed = new ConcurrentSkipListMap<>();

  Killer(Apart mayday, Random random) {
    this.mayday = mayday;
    this.random = random;
    thread = new Thread(this::kill, "killer");
    thread.setDaemon(true);
    thread.start();
  }

  /** How often what was killed. */
  Map<Calamity, Integer> killed() {
    return killed;
  }

  private void kill() {
    while (!over) {
      Calamity next = CALAMITIES[random.nextInt(CALAMITIES.length)];
      if (waited(random.nextLong(FROM.toMillis(), TO.toMillis()))) {
        mayday.strike(next);
        killed.merge(next, 1, Integer::sum);
      }
    }
  }

  private boolean waited(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return !over;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
