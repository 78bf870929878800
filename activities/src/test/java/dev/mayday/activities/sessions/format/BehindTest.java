package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BehindTest {
  private final List<Integer> done = new ArrayList<>();

  @Test
  void everything_is_done_in_order_and_seen_once_it_is_drained() throws IOException {
    try (Behind behind = new Behind()) {
      for (int i = 0; i < 2000; i++) {
        int number = i;
        behind.then(() -> done.add(number));
      }
      behind.drain();
      assertThat(done).isEqualTo(IntStream.range(0, 2000).boxed().toList());
    }
  }

  @Test
  void after_a_failure_nothing_more_is_done_and_the_caller_is_told() {
    try (Behind behind = new Behind()) {
      behind.then(() -> done.add(1));
      behind.then(
          () -> {
            throw new IOException("No space left on device");
          });
      behind.then(() -> done.add(2));
      assertThatThrownBy(behind::drain).isInstanceOf(IOException.class).hasMessageContaining("No");
      assertThatThrownBy(behind::check).isInstanceOf(IOException.class);
      assertThat(done).containsExactly(1);
    }
  }

  @Test
  void what_was_given_is_done_before_it_ends() {
    Semaphore begun = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    Behind behind = new Behind();
    behind.then(
        () -> {
          begun.release();
          goOn.acquireUninterruptibly();
        });
    behind.then(() -> done.add(1));
    begun.acquireUninterruptibly();
    assertThat(done).isEmpty();
    goOn.release();
    behind.close();
    assertThat(done).containsExactly(1);
  }
}
