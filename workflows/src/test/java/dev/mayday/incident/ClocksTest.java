package dev.mayday.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two clocks, and nothing said twice. */
class ClocksTest {
  private static final Instant LATE = Instant.parse("2026-03-14T22:17:31.482Z");

  @Test
  void showUtcAndTheZoneWithTheDateWhereItIsAnother() {
    Clocks moscow = Clocks.of("Europe/Moscow");
    assertThat(moscow.when(LATE))
        .isEqualTo("2026-03-14 22:17:31 UTC (2026-03-15 01:17:31 Europe/Moscow)");
    assertThat(moscow.iso(LATE.minusSeconds(7200)))
        .isEqualTo("2026-03-14T20:17:31Z (23:17:31 Europe/Moscow)");
  }

  @Test
  void sayNothingTwice() {
    assertThat(Clocks.of("UTC").when(LATE)).isEqualTo("2026-03-14 22:17:31 UTC");
    assertThat(Clocks.of("Europe/London").iso(LATE)).as("in winter").endsWith("31Z");
  }

  @Test
  void aZoneThatNobodyKnowsIsUtcAndNoFailure() {
    for (String zone : new String[] {null, "", "Mars/Olympus"})
      assertThat(Clocks.of(zone).beside(LATE)).isEmpty();
  }
}
