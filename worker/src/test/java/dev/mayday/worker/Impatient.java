package dev.mayday.worker;

import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/** How to call a server that a test ends: what it does not take at once it never takes. */
final class Impatient {
  static final WorkflowServiceStubsOptions STUBS =
      WorkflowServiceStubsOptions.newBuilder()
          .setRpcRetryOptions(
              RpcRetryOptions.newBuilder()
                  .setInitialInterval(Duration.ofMillis(50))
                  .setExpiration(Duration.ofSeconds(1))
                  .build())
          .build();

  private Impatient() {}
}
