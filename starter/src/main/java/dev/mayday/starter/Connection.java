package dev.mayday.starter;

import com.uber.m3.tally.NoopScope;
import dev.mayday.worker.Temporal;
import io.temporal.client.WorkflowClient;

/** The way of a person's commands to Temporal: as the environment says, and without metrics. */
final class Connection {
  private Connection() {}

  static WorkflowClient open() {
    return Temporal.connect(new NoopScope()).client();
  }
}
