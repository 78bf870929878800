package dev.mayday.sandbox.demo;

import dev.mayday.system.Unavailable;

/** What dies with SIGKILL, and is started again at once. */
enum Calamity {
  /** Nothing. */
  NOTHING,
  /** The process of worker and webhook. */
  WORKER,
  /** The Temporal server, on its file store. */
  SERVER,
  /** Both, and the server is back first. */
  BOTH;

  private static final int TRIES = 5;

  /** Returns when what died is back. */
  void strike(Scene scene) {
    if (worker()) scene.killMayday();
    if (server()) {
      scene.temporal().kill();
      scene.temporal().start();
    }
    if (worker()) start(scene);
  }

  /** As whatever keeps a service running does: again, until it runs. */
  private static void start(Scene scene) {
    for (int tries = 1; ; tries++) {
      try {
        scene.startMayday();
        return;
      } catch (Unavailable notYet) {
        if (tries == TRIES) throw notYet;
      }
    }
  }

  /** Whether the worker dies. */
  boolean worker() {
    return this == WORKER || this == BOTH;
  }

  /** Whether the server dies. */
  boolean server() {
    return this == SERVER || this == BOTH;
  }
}
