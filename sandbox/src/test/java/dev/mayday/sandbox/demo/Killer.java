package dev.mayday.sandbox.demo;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills worker and webhook, the Temporal server, or both, every 3 to 8 s. It sleeps in between:
 * what it waits for is no condition of the world, for it is to strike whatever is under way.
 */
final class Killer implements AutoCloseable {
  private static final Duration FROM = Duration.ofSeconds(3);
  private static final Duration TO = Duration.ofSeconds(8);
  private static final Calamity[] CALAMITIES = {Calamity.WORKER, Calamity.SERVER, Calamity.BOTH};
  private final Scene scene;
  private final Random random;
  private final Thread thread;
  private volatile boolean over;
  private final AtomicInteger killed = new AtomicInteger();

  Killer(Scene scene, Random random) {
    this.scene = scene;
    this.random = random;
    thread = new Thread(this::kill, "killer");
    thread.setDaemon(true);
    thread.start();
  }

  /** How often something was killed. */
  int killed() {
    return killed.get();
  }

  private void kill() {
    while (!over) {
      Calamity next = CALAMITIES[random.nextInt(CALAMITIES.length)];
      if (waited(random.nextLong(FROM.toMillis(), TO.toMillis()))) {
        next.strike(scene);
        killed.incrementAndGet();
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
