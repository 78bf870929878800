package dev.mayday.sandbox.demo;

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

  /** Returns when what died is back. */
  void strike(Scene scene) {
    if (worker()) scene.killMayday();
    if (server()) {
      scene.temporal().kill();
      scene.temporal().start();
    }
    if (worker()) scene.startMayday();
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
