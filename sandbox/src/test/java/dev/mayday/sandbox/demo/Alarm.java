package dev.mayday.sandbox.demo;

import dev.mayday.triage.Carried;
import io.temporal.client.WorkflowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;

/** An alert about something that broke, and the incident that it opens. */
final class Alarm {
  private final Ground ground;
  private final String alert;

  /**
   * @param alert what its source says
   */
  Alarm(Ground ground, String alert) {
    this.ground = ground;
    this.alert = alert;
  }

  /**
   * Sends it; what the incident says once it has judged and either acts or told people.
   *
   * @param meanwhile what happens once the alert was taken
   */
  Carried rings(Runnable meanwhile) {
    over();
    Storm source = new Storm(token(), ground.scene.webhookUrl());
    source.say(
        new Storm.Shout(
            alert, Scene.TARGET.environment(), Scene.TARGET.service(), true, Instant.now()));
    meanwhile.run();
    return ground.incident(alert, Alarm::acted);
  }

  private static boolean acted(Carried incident) {
    return !incident.recovery().isEmpty()
        || incident.notes().stream().anyMatch(note -> note.contains(" handed over: "));
  }

  /** Ends the incident: it would stay to watch, and say nothing twice. */
  void over() {
    try {
      ground
          .scene
          .client()
          .newUntypedWorkflowStub(Scene.TARGET.incidentId())
          .terminate("the fault is over");
    } catch (WorkflowException none) {
      return;
    }
  }

  private String token() {
    try {
      return Files.readString(ground.sandbox.secret("alertmanager")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
