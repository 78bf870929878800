package dev.mayday.activities.moment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One moment, as programs write it. */
class MomentsTest {
  private static final Instant MOMENT = Instant.parse("2026-03-14T02:17:31Z");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T02:17:31Z",
        "2026-03-14T02:17:31.000Z",
        "2026-03-14 02:17:31,000 +0000",
        "2026-03-14T05:17:31+03:00",
        "2026-03-14 05:17:31 +03:00",
        "2026-03-14T05:17:31",
        "2026-03-14 05:17:31",
        "1773454651",
        "1773454651.000",
        "1773454651000"
      })
  void isRead(String text) {
    assertThat(Moments.read(text, MOSCOW)).contains(MOMENT);
  }

  @Test
  void whatIsNoneIsNone() {
    for (String text :
        new String[] {"", "now", "2026-03-14", "12", "02:17:31", "2026-13-14T02:17:31Z"})
      assertThat(Moments.read(text, MOSCOW)).as(text).isEmpty();
  }
}
