package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.system.Unavailable;
import java.util.function.Supplier;

/** What dies with SIGKILL, and is started again at once. */
enum Calamity {
  /** Nothing. */
  NOTHING,
  /** The process of worker and webhook; the worker's alone where they are apart. */
  WORKER,
  /** The webhook's process, where they are {@link Apart}. */
  WEBHOOK,
  /** The Temporal server, on its file store. */
  SERVER,
  /** Worker and server, and the server is back first. */
  BOTH,
  /**
   * Everything on the service's host at once: the service, PM2, and Mayday. Its boot brings back
   * what PM2 had saved, and Mayday.
   */
  HOST;

  private static final int TRIES = 5;

  /** Returns when what died is back. */
  void strike(Scene scene) {
    if (this == WEBHOOK) throw new IllegalStateException("worker and webhook are one process here");
    if (worker()) scene.killMayday();
    if (this == HOST) reboot(scene.sandbox());
    if (server()) {
      scene.temporal().kill();
      scene.temporal().start();
    }
    if (worker()) again(() -> started(scene));
  }

  private static void reboot(Sandbox host) {
    host.breakIt(Fault.HOST_DOWN);
    host.heal(Fault.HOST_DOWN);
  }

  private static Scene started(Scene scene) {
    scene.startMayday();
    return scene;
  }

  /** As whatever keeps a service running does: again, until it runs. */
  static <T> T again(Supplier<T> start) {
    for (int tries = 1; ; tries++) {
      try {
        return start.get();
      } catch (Unavailable notYet) {
        if (tries == TRIES) throw notYet;
      }
    }
  }

  /** Whether the worker dies. */
  boolean worker() {
    return this == WORKER || this == BOTH || this == HOST;
  }

  /** Whether the server dies. */
  boolean server() {
    return this == SERVER || this == BOTH;
  }
}
