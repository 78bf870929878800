package dev.mayday.sandbox.bench;

import dev.mayday.sandbox.Exec;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowExecutionMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A million session keys from the database to files, by the first run of {@code KeepWarmCopy} in
 * the real worker, against untarring the same tree and syncing its disk.
 */
final class Export implements Benchmark {
  private static final int COMPANIES = 10;
  private static final int KEYS = 100_000;
  private final List<Double> exports = new ArrayList<>();
  private final List<Double> untars = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();
  private final List<Double> small = new ArrayList<>();

  @Override
  public List<Figure> measure(Path folder, int runs) {
    try (Stage stage = stage(folder, KEYS / 10)) {
      small.add(stage.up().peak());
    }
    try (Stage stage = stage(folder, KEYS)) {
      for (int i = 0; i < runs; i++) pair(stage, i);
    }
    return List.of(
        Figure.of("1,000,000 keys exported", exports, "s"),
        Figure.of("the same tree untarred and synced", untars, "s"),
        Figure.atMost("the one over the other", ratios, 1.5, ""),
        Figure.of("the worker's peak memory at 100,000 keys", small, "MiB"),
        Figure.of("the worker's peak memory at 1,000,000 keys", memory, "MiB"));
  }

  /** Each run makes one copy: its schedule comes round no second time while it lasts. */
  private static Stage stage(Path folder, int keys) {
    return Stage.raise(
        folder, COMPANIES, keys, yaml -> Settings.swap(yaml, "every: 10s", "every: 1h"));
  }

  private void pair(Stage stage, int number) {
    Exec tool = Exec.in(stage.sandbox().folder()).within(Duration.ofMinutes(30));
    tool.run(List.of("rm", "-rf", stage.scene().copies().toString()));
    if (number % 2 == 1) untar(tool);
    atRest(tool);
    stage.up();
    double export = seconds(stage);
    memory.add(stage.peak());
    stage.unschedule();
    stage.scene().killMayday();
    if (number == 0) {
      tool.run(List.of("tar", "-cf", "tree.tar", "-C", stage.copy().toString(), "."));
      untar(tool);
    } else if (number % 2 == 0) untar(tool);
    exports.add(export);
    ratios.add(export / untars.get(untars.size() - 1));
  }

  private void untar(Exec tool) {
    tool.run(List.of("rm", "-rf", "tree"));
    tool.run(List.of("mkdir", "tree"));
    atRest(tool);
    long begun = System.nanoTime();
    tool.run(List.of("tar", "-xf", "tree.tar", "-C", "tree"));
    tool.run(List.of("sync", "--file-system", "tree"));
    untars.add((System.nanoTime() - begun) / 1e9);
  }

  /** What was removed and written before is on the disk, for both halves of a pair alike. */
  private static void atRest(Exec tool) {
    tool.run(List.of("sync", "--file-system", "."));
  }

  /** Of the activity that wrote the copy; the newest run of the schedule did. */
  private static double seconds(Stage stage) {
    String query = "WorkflowType = 'KeepWarmCopy'";
    try (var found = stage.scene().client().listExecutions(query)) {
      WorkflowExecutionMetadata newest =
          found.max(Comparator.comparing(WorkflowExecutionMetadata::getStartTime)).orElseThrow();
      return longest(
          stage.scene().client().fetchHistory(newest.getExecution().getWorkflowId()).getEvents());
    }
  }

  private static double longest(List<HistoryEvent> events) {
    return events.stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
            .mapToLong(event -> took(events, event))
            .max()
            .orElseThrow()
        / 1000.0;
  }

  private static long took(List<HistoryEvent> events, HistoryEvent done) {
    long started = done.getActivityTaskCompletedEventAttributes().getStartedEventId();
    return Times.millis(events.get((int) started - 1), done);
  }
}
