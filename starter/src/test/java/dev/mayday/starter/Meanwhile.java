package dev.mayday.starter;

import dev.mayday.system.Wire;
import dev.mayday.world.Stage;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets the test environment's clock run while somebody waits: it stands still by itself. */
final class Meanwhile {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

  private Meanwhile() {}

  /** A client as people have it: the environment's own one lets the clock run while it waits. */
  static WorkflowClient client(Stage stage) {
    return WorkflowClient.newInstance(
        stage.environment.getWorkflowServiceStubs(),
        WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
  }

  /** The clock runs until the command has ended. */
  static Terminal.Said passing(Stage stage, Supplier<Terminal.Said> command) {
    CompletableFuture<Terminal.Said> said = CompletableFuture.supplyAsync(command);
    until(stage, said::isDone);
    return said.join();
  }

  /** The clock runs until the condition holds. */
  static void until(Stage stage, Supplier<Boolean> condition) {
    long begun = System.nanoTime();
    while (!condition.get()) {
      if (System.nanoTime() - begun > PATIENCE) throw new AssertionError("it never came");
      stage.pass(STEP);
    }
  }
}
