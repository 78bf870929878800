package dev.mayday.starter;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.NotifierAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Target;
import dev.mayday.starter.alert.Webhook;
import dev.mayday.worker.Metrics;
import dev.mayday.worker.Temporal;
import dev.mayday.worker.Workers;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The parts of Mayday that stay: they begin one by one and end in the opposite order. */
final class Serving implements AutoCloseable {
  private final EstateFile estate;
  private final Secrets secrets;
  private final PrintWriter out;
  private final Metrics metrics = new Metrics();
  private final Deque<Runnable> ends = new ArrayDeque<>();
  private final Temporal temporal;
  private boolean working;

  /** Connects. */
  Serving(EstateFile estate, Secrets secrets, PrintWriter out) {
    this.estate = estate;
    this.secrets = secrets;
    this.out = out;
    ends.push(metrics::close);
    temporal = begun(() -> Temporal.connect(metrics.scope()));
    ends.push(temporal::close);
    say("temporal", temporal.service().getOptions().getTarget() + ", " + temporal.namespace());
  }

  /** What polls: the control queue, and the queues of these hosts. */
  Serving workers(boolean control, Collection<String> hosts) {
    Workers workers =
        begun(() -> Workers.start(temporal, estate, secrets, metrics, control, hosts));
    ends.push(workers::close);
    if (control) say("worker", "polls " + Target.CONTROL_QUEUE);
    hosts.forEach(host -> say("worker", "polls " + Target.hostQueue(host)));
    working = true;
    return this;
  }

  /** What takes alerts in. */
  Serving webhook() {
    NotifierAdapter notifier =
        new NotifierAdapter(estate, new Delivery(estate, secrets, System.out));
    Webhook webhook =
        begun(
            () ->
                new Webhook(
                    estate,
                    secrets,
                    temporal.client(),
                    Target.CONTROL_QUEUE,
                    notifier,
                    metrics.registry()));
    ends.push(webhook::close);
    int port = begun(webhook::start);
    if (!working) metrics.readyWhen(webhook::missing);
    String host = estate.webhook().orElseThrow().listen().host();
    say("webhook", "http://" + host + ":" + port + "/alerts/SOURCE");
    return this;
  }

  /** Where figures and readiness are told. */
  Serving metrics(Listen at) {
    Listen listen = begun(() -> metrics.serve(at));
    say("metrics", "http://" + listen + "/metrics");
    say("web ui", estate.webUi());
    return this;
  }

  /** Stays until the process is told to end; then everything ends in order. */
  int stay() {
    CountDownLatch ended = new CountDownLatch(1);
    Thread end =
        new Thread(
            () -> {
              close();
              ended.countDown();
            },
            "ends everything");
    Runtime.getRuntime().addShutdownHook(end);
    say("ready", "Ctrl-C ends it; recoveries under way go on with the next worker");
    try {
      ended.await();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE;
  }

  @Override
  public void close() {
    while (!ends.isEmpty()) ends.pop().run();
  }

  private void say(String what, String words) {
    out.println(String.format("%-9s", what) + words);
    out.flush();
  }

  /** What cannot begin ends what has begun. */
  private <T> T begun(Supplier<T> part) {
    try {
      return part.get();
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }
}
