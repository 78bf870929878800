package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something began, whatever its sender writes. */
class BeginningTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-14T02:17:31Z, Europe/Berlin, 2026-03-14T03:00:00Z, 2026-03-14T02:17:31Z, ,",
    "2026-03-14 05:17:31+03:00, UTC, 2026-03-14T03:00:00Z, 2026-03-14T02:17:31Z, ,",
    "2026-03-14 02:17, UTC, 2026-03-14T03:00:00Z, 2026-03-14T02:17:00Z, 2026-03-14 02:17, UTC",
    "2026-03-14T03:05:00Z, UTC, 2026-03-14T03:00:00Z, 2026-03-14T03:05:00Z, ,",
    "2026-03-14T03:05:01Z, UTC, 2026-03-14T03:00:00Z, 2026-03-14T03:00:00Z, 2026-03-14T03:05:01Z,",
    "2026-03-13T03:00:00Z, UTC, 2026-03-14T03:00:00Z, 2026-03-13T03:00:00Z, ,",
    "2026-03-13T02:59:59Z, UTC, 2026-03-14T03:00:00Z, 2026-03-14T03:00:00Z, 2026-03-13T02:59:59Z,",
    "soon, Europe/Berlin, 2026-03-14T03:00:00Z, 2026-03-14T03:00:00Z, soon,",
    "'', Europe/Berlin, 2026-03-14T03:00:00Z, 2026-03-14T03:00:00Z, ,"
  })
  void isWhatItsSenderSaysOrTheTimeOfReceipt(
      String said, String zone, Instant received, Instant at, String kept, String assumed) {
    assertThat(Beginning.of(said, zone, received)).isEqualTo(new Beginning(at, kept, assumed));
  }

  /** 2026-10-25 02:30 is there twice in Berlin; 2026-03-29 02:30 never is. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25 02:30:00, 2026-10-25T00:30:00Z",
    "2026-03-29 02:30:00, 2026-03-29T01:30:00Z"
  })
  void anHourThatTheClocksMakeTwiceOrLeaveOutIsRead(String said, Instant at) {
    assertThat(Beginning.of(said, "Europe/Berlin", at.plusSeconds(7200)).at()).isEqualTo(at);
  }
}
