package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

/** What the server's refusals of an Update mean. */
class LineTest {
  /** As the server says it of a run whose worker failed its task, or was halted over it. */
  private static final String SAID =
      "Unable to perform workflow execution update due to Workflow Task in failed state.";

  @Test
  void aRunWhoseTaskFailedIsOneThatNobodyAnswersFor() {
    assertThat(Line.stuck(said(Status.FAILED_PRECONDITION, SAID))).isTrue();
    assertThat(Line.stuck(new IllegalStateException(said(Status.FAILED_PRECONDITION, SAID))))
        .isTrue();
    assertThat(Line.stuck(said(Status.FAILED_PRECONDITION, "no such namespace"))).isFalse();
    assertThat(Line.stuck(said(Status.PERMISSION_DENIED, SAID))).isFalse();
    assertThat(Line.stuck(new IllegalStateException(SAID))).isFalse();
  }

  private static RuntimeException said(Status status, String words) {
    return status.withDescription(words).asRuntimeException();
  }
}
