package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.sabotage.Carried;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.sandbox.sabotage.Order;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds every activity of a scenario right after its effect, before anybody is told, or right
 * before it, and lets there die what the plan says; whoever is left goes on.
 */
final class Calamities implements AutoCloseable {
  private static final long PAUSE = 20_000_000;
  private final Ground ground;
  private final String scenario;
  private final Plan plan;
  private final List<Struck> struck = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  /** What dies where an activity is held. */
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

    boolean at(Done attempt) {
      return of(attempt.run()) && where.attempt().activityId().equals(attempt.activityId());
    }
  }

  /** Right after the effect of each. */
  Calamities(Ground ground, String scenario, Plan plan) {
    this(ground, Order.holdAfterEach(scenario), plan);
  }

  /**
   * @param where an order that stands
   */
  Calamities(Ground ground, Order where, Plan plan) {
    this.ground = ground;
    this.scenario = where.workflow();
    this.plan = plan;
    ground.sabotage.order(scenario, where);
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
    synchronized (ground.scene) { // two recoveries' calamities must not start two Maydays at once
      if (what != Calamity.NOTHING) ground.dies();
      if (what.worker()) forgotten();
      if (what != Calamity.WORKER || lives(where)) what.strike(ground.scene);
    }
    where.release();
  }

  /** While it was held, its worker may have died at another recovery's activity. */
  private static boolean lives(Carried held) {
    return ProcessHandle.of(held.attempt().pid()).isPresent();
  }

  /**
   * The server would offer the next task to the dead worker first, for 2 s each time; told that
   * nobody has these runs in memory, it does not.
   */
  private void forgotten() {
    forgotten(ground.scene.client(), Scene.TARGET.recoveryId());
    forgotten(ground.scene.client(), Scene.TARGET.incidentId());
  }

  private static void forgotten(WorkflowClient client, String id) {
    try {
      ResetStickyTaskQueueRequest request =
          ResetStickyTaskQueueRequest.newBuilder()
              .setNamespace(client.getOptions().getNamespace())
              .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
              .build();
      client.getWorkflowServiceStubs().blockingStub().resetStickyTaskQueue(request);
    } catch (StatusRuntimeException noneIsOpen) {
      return;
    }
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
