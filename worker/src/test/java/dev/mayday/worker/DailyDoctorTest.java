package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When a worker's doctor looks next. */
class DailyDoctorTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  @Test
  void aDayAfterTheLastTimeWhereNoTimeIsSaid() {
    assertThat(next("", true)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void atItsTimeOfDayInTheConfiguredZone() {
    assertThat(next("15:30", true)).as("noon is 15:00 there").isEqualTo(Duration.ofMinutes(30));
    assertThat(next("15:00", true)).as("not twice at once").isEqualTo(Duration.ofHours(24));
    assertThat(next("14:00", true)).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void soonerWhileSomethingIsRed() {
    assertThat(next("", false)).isEqualTo(DailyDoctor.RED_AGAIN);
    assertThat(next("15:10", false)).isEqualTo(Duration.ofMinutes(10));
  }

  /** Whatever goes wrong, there is a next time. */
  @Test
  void aLookThatBreaksOffIsNotTheLast() {
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier breaksAtFirst =
        () -> {
          if (looks.incrementAndGet() == 1) throw new IllegalStateException("the disk is gone");
          return true;
        };
    List<Boolean> found = new CopyOnWriteArrayList<>();
    try (DailyDoctor doctor = DailyDoctor.begin(breaksAtFirst, Duration.ZERO, noting(found))) {
      assertThat(doctor).isNotNull();
      assertThat(Until.holds(() -> List.copyOf(found), all -> all.size() == 2))
          .containsExactly(false, true);
    }
  }

  /** The next look comes at once after a red one, and after an hour where all is well. */
  private static Function<Boolean, Duration> noting(List<Boolean> found) {
    return well -> {
      found.add(well);
      return well ? Duration.ofHours(1) : Duration.ZERO;
    };
  }

  private static Duration next(String at, boolean well) {
    return DailyDoctor.next(new Rounds(at, Duration.ofMinutes(1)), MOSCOW, NOON, well);
  }
}
