package dev.mayday.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Figure.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Figure.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3.0);
  }

  @Test
  void aGoalThatIsMissedIsSaidToBeMissed() {
    assertThat(Figure.atMost("rto", List.of(11.0, 8.0, 9.5), 10, "s").row())
        .isEqualTo("| rto | 9.50 s | ≤ 10.00 s | met | 11.00, 8.00, 9.50 |");
    assertThat(Figure.atMost("rto", List.of(10.1), 10, "s").row()).contains("missed");
    assertThat(Figure.atLeast("rate", List.of(999.0), 1000, "/s").row()).contains("missed");
    assertThat(Figure.of("size", List.of(1.0), "MiB").row()).doesNotContain("met", "missed");
  }
}
