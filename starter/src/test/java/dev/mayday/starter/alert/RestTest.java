package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestTest {
  private final Rest rest = new Rest();

  @Test
  void a_server_that_has_time_is_not_waited_for() {
    assertThat(usually(Duration.ZERO)).isZero();
    assertThat(usually(Rest.EASY)).isZero();
  }

  @Test
  void a_busy_server_is_left_more_of_its_time_than_is_taken() {
    Duration took = Rest.EASY.multipliedBy(4);
    Duration rested = usually(took);
    assertThat(rested).isGreaterThan(took);
    assertThat(usually(took.multipliedBy(2))).isGreaterThan(rested);
  }

  @Test
  void one_slow_signal_among_quick_ones_is_not_waited_for_once_more() {
    usually(Rest.EASY.dividedBy(4));
    assertThat(rest.after(Rest.EASY.multipliedBy(5))).isZero();
  }

  @Test
  void a_server_that_has_time_again_is_soon_not_waited_for() {
    usually(Rest.EASY.multipliedBy(4));
    assertThat(usually(Rest.EASY.dividedBy(4))).isZero();
  }

  @Test
  void senders_are_not_kept_waiting_for_longer_than_the_longest_rest() {
    assertThat(usually(Duration.ofHours(1))).isEqualTo(Rest.LONGEST);
  }

  private Duration usually(Duration took) {
    IntStream.range(0, 40).forEach(i -> rest.after(took));
    return rest.after(took);
  }
}
