package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
  @Test
  void a_server_that_has_time_is_not_waited_for() {
    assertThat(Rest.after(Duration.ZERO)).isZero();
    assertThat(Rest.after(Rest.EASY)).isZero();
  }

  @Test
  void a_busy_server_is_left_more_of_its_time_than_is_taken() {
    Duration took = Rest.EASY.multipliedBy(4);
    assertThat(Rest.after(took)).isGreaterThan(took);
    assertThat(Rest.after(took.multipliedBy(2))).isGreaterThan(Rest.after(took));
  }

  @Test
  void senders_are_not_kept_waiting_for_longer_than_the_longest_rest() {
    assertThat(Rest.after(Duration.ofHours(1))).isEqualTo(Rest.LONGEST);
  }
}
