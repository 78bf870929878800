package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import dev.mayday.sandbox.sabotage.Order;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds every activity of a scenario right after its effect, before anybody is told, and lets there
 * die what the plan says; whoever is left goes on.
 */
final class Calamities implements AutoCloseable {
  private static final long PAUSE = 20_000_000;
  private final Ground ground;
  private final String scenario;
  private final Plan plan;
  private final List<Struck> struck = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  /** What dies right after an activity's effect. */
  interface Plan {
    /**
     * Says what dies here.
     *
     * @param where the attempt that is held
     * @param key the activity's type, and the how-many-th of that type it is in its run
     */
    Calamity at(Carried where, String key);
  }

  /**
   * One activity at which the plan was looked up.
   *
   * @param where the attempt that was held
   * @param what what died there
   * @param at when
   */
  record Struck(Carried where, String key, Calamity what, Instant at) {
    boolean of(String run) {
      return where.attempt().run().equals(run);
    }
  }

  Calamities(Ground ground, String scenario, Plan plan) {
    this.ground = ground;
    this.scenario = scenario;
    this.plan = plan;
    ground.sabotage.order(scenario, Order.holdAfterEach(scenario));
    thread = new Thread(this::watch, "calamities of " + scenario);
    thread.setDaemon(true);
    thread.start();
  }

  /** Everything that was struck, or spared by the plan, in order. */
  List<Struck> struck() {
    return struck;
  }

  private void watch() {
    while (!over) {
      ground.sabotage.carried(scenario).forEach(this::strike);
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void strike(Carried where) {
    String key = key(where);
    Calamity what = plan.at(where, key);
    struck.add(new Struck(where, key, what, Instant.now()));
    what.strike(ground.scene);
    where.release();
  }

  private String key(Carried where) {
    String type = where.attempt().activity();
    long before =
        struck.stream()
            .filter(one -> one.of(where.attempt().run()))
            .filter(one -> one.where().attempt().activity().equals(type))
            .count();
    return type + " " + (before + 1);
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ground.sabotage.withdraw(scenario);
  }
}
