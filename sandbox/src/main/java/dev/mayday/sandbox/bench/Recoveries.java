package dev.mayday.sandbox.bench;

import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code FallBackToFiles} against a shell script of the same steps, in alternating pairs, each on a
 * sandbox raised for it.
 */
final class Recoveries implements Benchmark {
  private static final int KEYS = 1313;
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> scripts = new ArrayList<>();
  private final List<Double> events = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();
  private final Settings settings;

  Recoveries(Settings settings) {
    this.settings = settings;
  }

  @Override
  public List<Figure> measure(Path folder, int runs) {
    for (int i = 0; i < runs; i++) pair(folder, i % 2 == 0);
    String how = settings == Settings.NO_WAITS ? ", waits at zero" : ", usual waits";
    return List.of(
        Figure.of("recovery's machine time" + how, seconds, "s"),
        Figure.of("the same steps by a shell script" + how, scripts, "s"),
        Figure.atMost("the one over the other" + how, ratios, 1.10, ""),
        Figure.atMost("events of the recovery" + how, events, 120, ""),
        Figure.of("worker and webhook's peak memory" + how, memory, "MiB"));
  }

  private void pair(Path folder, boolean maydayFirst) {
    double mayday = 0;
    if (maydayFirst) mayday = byMayday(folder);
    double script = byHand(folder);
    if (!maydayFirst) mayday = byMayday(folder);
    seconds.add(mayday);
    scripts.add(script);
    ratios.add(mayday / script);
  }

  private double byMayday(Path folder) {
    try (Stage stage = Stage.raise(folder, 1, KEYS, settings).up()) {
      stage.sandbox().breakIt(Fault.POSTGRES_STOPPED);
      WorkflowStub recovery = stage.begin("FallBackToFiles");
      Report report = stage.recovered(recovery);
      Times.print(stage.events(recovery));
      events.add((double) stage.events(recovery).size());
      memory.add(stage.peak());
      return seconds(report.rto().machine());
    }
  }

  private double byHand(Path folder) {
    try (Stage stage = Stage.raise(folder, 1, KEYS, settings).up()) {
      stage.scene().killMayday();
      stage.sandbox().breakIt(Fault.POSTGRES_STOPPED);
      return new ByHand(stage).seconds();
    }
  }

  /** From the failure, by an alert at once, to the last proof. */
  static List<Figure> fromTheAlert(Path folder, int runs) {
    List<Double> rto = new ArrayList<>();
    for (int i = 0; i < runs; i++)
      try (Stage stage = Stage.raise(folder, 1, KEYS, Settings.NO_WAITS).up()) {
        Instant failure = Instant.now();
        stage.sandbox().breakIt(Fault.POSTGRES_STOPPED);
        stage.scene().alert("firing", failure);
        rto.add(seconds(stage.recovered(stage.begun()).rto().total()));
      }
    return List.of(
        Figure.atMost("RTO from the failure, by an alert at once, waits at zero", rto, 10, "s"));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
