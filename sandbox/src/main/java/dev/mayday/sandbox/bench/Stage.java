package dev.mayday.sandbox.bench;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.runbook.Start;
import dev.mayday.sandbox.Await;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.demo.Java;
import dev.mayday.sandbox.demo.Scene;
import dev.mayday.sandbox.demo.Spoken;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.worker.Temporal;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A fresh sandbox with everything up and a warm copy taken, for one run; lowered at its end. */
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private final Sandbox sandbox;
  private final Scene scene;

  private Stage(Sandbox sandbox, Scene scene) {
    this.sandbox = sandbox;
    this.scene = scene;
  }

  /**
   * Raises one.
   *
   * @param folder an earlier stage in it, now down, goes
   * @param settings what is different in its mayday.yaml
   */
  static Stage raise(Path folder, int companies, int keys, UnaryOperator<String> settings) {
    Sandbox sandbox = Sandbox.up(folder, companies, keys);
    try {
      Scene scene = new Scene(sandbox, Map.of(), new Java(List.of()), List.of());
      Stage stage = new Stage(sandbox, scene);
      stage.configure(settings);
      scene.register();
      return stage;
    } catch (RuntimeException e) {
      sandbox.down();
      throw e;
    }
  }

  /** Starts worker, webhook and the schedule of the warm copy; waits for the first copy. */
  Stage up() {
    scene.startMayday();
    say("schedules", "apply");
    Await.until("the first warm copy", PATIENCE, () -> Files.exists(current()));
    return this;
  }

  /** Takes the schedule away: whoever comes {@link #up} next makes it anew, and a copy at once. */
  void unschedule() {
    Temporal.schedules(scene.client()).getHandle(Scene.TARGET.copyId()).delete();
  }

  private void configure(UnaryOperator<String> settings) {
    Path file = sandbox.configuration();
    try {
      Files.writeString(file, settings.apply(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String... words) {
    Spoken spoken = scene.say(words);
    if (spoken.code() != 0)
      throw new Refused(
          "mayday %s ended with %d: %s\nHINT: see %s"
              .formatted(words[0], spoken.code(), spoken.text(), scene.log()));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Scene scene() {
    return scene;
  }

  /** The sessions of the newest warm copy. */
  Path copy() {
    try {
      return current().toRealPath().resolve("sessions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path current() {
    return scene.copies().resolve("current");
  }

  /** Starts a scenario under the lock, now. */
  WorkflowStub begin(String scenario) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(Scene.TARGET.recoveryId())
            .setTaskQueue(Target.CONTROL_QUEUE)
            .build();
    WorkflowStub recovery = scene.client().newUntypedWorkflowStub(scenario, options);
    recovery.start(new Start(Scene.TARGET, false, "bench", null, "measured"));
    return recovery;
  }

  /** The recovery that an alert brings about, as soon as there is one. */
  WorkflowStub begun() {
    Await.until("a recovery", Duration.ofMinutes(1), () -> report().isPresent());
    return scene.recovery();
  }

  Optional<Report> report() {
    try {
      return Optional.ofNullable(scene.report());
    } catch (WorkflowException | StatusRuntimeException notYet) {
      return Optional.empty();
    }
  }

  /** Its report; a run that did not recover is no measurement. */
  Report recovered(WorkflowStub recovery) {
    Report report = recovery.getResult(Report.class);
    if (report.outcome() == Outcome.RECOVERED) return report;
    throw new Unavailable(
        "%s ended %s: %s\nHINT: a run that does not recover is not measured; see %s"
            .formatted(report.scenario(), report.outcome(), report.why(), scene.log()));
  }

  List<HistoryEvent> events(WorkflowStub recovery) {
    return scene.client().fetchHistory(recovery.getExecution().getWorkflowId()).getEvents();
  }

  /** The most memory that the process of worker and webhook ever had, in MiB (proc(5), VmHWM). */
  double peak() {
    return Memory.peak(scene.mayday().pid());
  }

  @Override
  public void close() {
    try {
      scene.close();
    } finally {
      sandbox.down();
    }
  }
}
