package dev.mayday.system;

import io.temporal.activity.ActivityInterface;

/** Who works on the queues of hosts, as the Temporal service knows it. */
@ActivityInterface(namePrefix = "Queues")
public interface Queues {
  /**
   * Who polls a queue for steps, in one sentence. The service remembers a worker for some minutes
   * after its death: the sentence says how long ago each was heard.
   *
   * @throws Unavailable when the Temporal service does not answer
   */
  @Effect(Effect.Kind.READ)
  String pollers(String queue);
}
