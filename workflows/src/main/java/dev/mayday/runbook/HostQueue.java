package dev.mayday.runbook;

import dev.mayday.system.Queues;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;

/** What is said, within seconds, of a step that no worker of its host has picked up. */
final class HostQueue {
  private final Run run;
  private final Queues queues;

  HostQueue(Run run) {
    this.run = run;
    queues = run.ports.control(Queues.class);
  }

  /** The sentence; runs that began before arc 3 looked at no pollers. */
  String nobody(String queue) {
    String said = "nobody works on " + queue + " yet; offered again";
    if (run.arc < 3) return said;
    return said
        + ". Not picked up within "
        + run.ports.pickedUp().toSeconds()
        + " s: "
        + pollers(queue)
        + "; start `mayday worker --host "
        + run.service.host()
        + "` there";
  }

  /** What is not known does not hold the step up. */
  private String pollers(String queue) {
    try {
      return run.ports.saying("who polls " + queue + "?", () -> queues.pollers(queue));
    } catch (ActivityFailure unseen) {
      if (unseen.getCause() instanceof CanceledFailure) throw unseen;
      return "who polls it cannot be seen";
    }
  }
}
