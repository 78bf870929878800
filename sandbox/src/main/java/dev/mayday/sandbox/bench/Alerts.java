package dev.mayday.sandbox.bench;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.demo.Child;
import dev.mayday.triage.AlertBatch;
import dev.mayday.triage.IncidentStart;
import dev.mayday.triage.RespondToIncident;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How many alerts the webhook accepts, each in Temporal before it is answered. */
final class Alerts implements Benchmark {
  private static final int ONE = 10_000;
  private static final int MANY = 1_000;

  /** A desk has been up for weeks when the storm comes: what runs is compiled by then. */
  private static final int WARM_UP = 5_000;

  private static final int AT_ONCE = 32;
  private final List<Double> one = new ArrayList<>();
  private final List<Double> oneP50 = new ArrayList<>();
  private final List<Double> oneP99 = new ArrayList<>();
  private final List<Double> many = new ArrayList<>();
  private final List<Double> manyP50 = new ArrayList<>();
  private final List<Double> manyP99 = new ArrayList<>();
  private final List<Double> plain = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();

  @Override
  public List<Figure> measure(Path folder, int runs) {
    for (int i = 0; i < runs; i++) run(folder, i);
    return List.of(
        Figure.atLeast("alerts accepted for one incident", one, 1000, "/s"),
        Figure.of("p50 of the answer", oneP50, "ms"),
        Figure.atMost("p99 of the answer", oneP99, 50, "ms"),
        Figure.of("alerts accepted, each for another incident", many, "/s"),
        Figure.of("p50 of the answer, each for another incident", manyP50, "ms"),
        Figure.of("p99 of the answer, each for another incident", manyP99, "ms"),
        Figure.of("workflows that the server starts by signal-with-start", plain, "/s"),
        Figure.atLeast("the former over the latter", ratios, 0.9, ""),
        Figure.of("the webhook's peak memory", memory, "MiB"));
  }

  private void run(Path folder, int number) {
    try (Stage stage = Stage.raise(folder, 1, 10, yaml -> Crowd.of(yaml, 2 * MANY));
        Child webhook = stage.scene().startWebhook()) {
      Load load = new Load(stage.scene().alertsUrl(), token(stage));
      load.post(WARM_UP, alert -> "whatsapp");
      Load.Result single = load.post(ONE, alert -> "whatsapp");
      one.add(single.perSecond());
      oneP50.add(single.p50());
      oneP99.add(single.p99());
      load.post(MANY, alert -> "crowd-" + alert);
      plain(stage, 0);
      if (number % 2 == 1) plain.add(plain(stage, MANY));
      double crowd = crowd(load);
      if (number % 2 == 0) plain.add(plain(stage, MANY));
      memory.add(Memory.peak(webhook.pid()));
      ratios.add(crowd / plain.get(plain.size() - 1));
    }
  }

  private double crowd(Load load) {
    Load.Result crowd = load.post(MANY, number -> "crowd-" + (MANY + number));
    many.add(crowd.perSecond());
    manyP50.add(crowd.p50());
    manyP99.add(crowd.p99());
    return crowd.perSecond();
  }

  /** The same call without a webhook, as many at a time. */
  private static double plain(Stage stage, int from) {
    WorkflowClient client = stage.scene().client();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    long begun = System.nanoTime();
    for (int i = from; i < from + MANY; i++) {
      Target target = new Target("sandbox", "plain-" + i);
      threads.execute(() -> start(client, target));
    }
    Load.await(threads);
    return MANY / ((System.nanoTime() - begun) / 1e9);
  }

  private static void start(WorkflowClient client, Target target) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(target.incidentId())
            .setTaskQueue(Target.CONTROL_QUEUE)
            .build();
    RespondToIncident incident = client.newWorkflowStub(RespondToIncident.class, options);
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(incident::run, IncidentStart.of(target));
    request.add(incident::alerts, new AlertBatch(List.of(alert())));
    client.signalWithStart(request);
  }

  private static Alert alert() {
    Instant now = Instant.now();
    return new Alert(
        "alertmanager",
        "key",
        true,
        now,
        now,
        "critical",
        "PostgreSQL is down",
        Map.of("alertname", "PostgresDown"));
  }

  private static String token(Stage stage) {
    try {
      return Files.readString(stage.sandbox().secret("alertmanager")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
