package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link Queues} promises. */
public abstract class QueuesContract {
  /** The port under test. */
  protected abstract Queues queues();

  /** A queue that a worker polls. */
  protected abstract String polled();

  @Test
  void aQueueThatNobodyPollsIsSaidToBeOne() {
    assertThat(queues().pollers("host-nowhere")).isEqualTo("no worker polls host-nowhere");
  }

  @Test
  void aQueueThatIsPolledIsSaidByWhomAndWhenLast() {
    assertThat(queues().pollers(polled()))
        .startsWith("on " + polled() + " was heard last: ")
        .contains(" s ago");
  }
}
