package dev.mayday.sandbox.demo;

/** Worker and webhook, each a process of its own: one may die while the other goes on. */
final class Apart implements AutoCloseable {
  private final Ground ground;
  private Child worker;
  private Child webhook;

  /** They take the place of the one process that is both. */
  Apart(Ground ground) {
    this.ground = ground;
    ground.scene.killMayday();
    worker = worker();
    webhook = ground.scene.startWebhook();
  }

  /** Returns when what died is back. */
  void strike(Calamity what) {
    if (what.worker()) worker.kill();
    if (what == Calamity.WEBHOOK) webhook.kill();
    if (what.server()) ground.scene.temporal().kill();
    ground.dies();
    if (what.server()) ground.scene.temporal().start();
    if (what.worker()) worker = Calamity.again(this::worker);
    if (what == Calamity.WEBHOOK) webhook = Calamity.again(ground.scene::startWebhook);
  }

  private Child worker() {
    return ground.scene.anotherWorker(ground.scene.temporal().address());
  }

  @Override
  public void close() {
    worker.close();
    webhook.close();
  }
}
