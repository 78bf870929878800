package dev.mayday.sandbox.bench;

import com.google.protobuf.util.Timestamps;
import dev.mayday.sandbox.Await;
import dev.mayday.sandbox.Fault;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker killed in the middle of a recovery: how long until the work goes on. */
final class GoingOn implements Benchmark {
  @Override
  public List<Figure> measure(Path folder, int runs) {
    List<Double> afterUp = new ArrayList<>();
    List<Double> afterKill = new ArrayList<>();
    for (int i = 0; i < runs; i++) one(folder, afterUp, afterKill);
    return List.of(
        Figure.atMost("a new worker is up, the work goes on", afterUp, 10, "s"),
        Figure.of("the worker is killed, a new one goes on with the work", afterKill, "s"));
  }

  private static void one(Path folder, List<Double> afterUp, List<Double> afterKill) {
    try (Stage stage = Stage.raise(folder, 1, 1313, Settings.AUTOMATIC).up()) {
      stage.sandbox().breakIt(Fault.POSTGRES_STOPPED);
      WorkflowStub recovery = stage.begin("FallBackToFiles");
      Await.until("the stop", Duration.ofMinutes(1), () -> pending(recovery, "Pm2Stop"));
      long killed = System.currentTimeMillis();
      stage.scene().killMayday();
      stage.scene().startMayday();
      long up = System.currentTimeMillis();
      stage.recovered(recovery);
      long on = completedAfter(stage.events(recovery), killed);
      afterUp.add(Math.max(0, on - up) / 1000.0);
      afterKill.add((on - killed) / 1000.0);
    }
  }

  /** In the middle of an activity, which is the dearest place to die. */
  private static boolean pending(WorkflowStub recovery, String activity) {
    return recovery.describe().getRawDescription().getPendingActivitiesList().stream()
        .anyMatch(
            one -> one.getActivityType().getName().equals(activity) && one.hasLastStartedTime());
  }

  private static long completedAfter(List<HistoryEvent> events, long millis) {
    return events.stream()
        .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
        .mapToLong(event -> Timestamps.toMillis(event.getEventTime()))
        .filter(at -> at > millis)
        .min()
        .orElseThrow();
  }
}
