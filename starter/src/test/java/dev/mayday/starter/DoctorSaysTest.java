package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.doctor.Examined;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last lines of status: what the doctors found, and whether they still look. */
class DoctorSaysTest {
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final Paint RED = new Paint(true);
  private static final Paint PLAIN = new Paint(false);

  @Test
  void nothingIsSaidWhereAllIsWell() {
    assertThat(says(Duration.ofHours(47), 0)).isEmpty();
  }

  @Test
  void whatFailedIsARedLineWithWhatItStops() {
    List<String> lines = says(Duration.ofHours(3), 5);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith("the doctor of app-1: 5 of 40 would not work, seen at 2026-03-14T09:00:00Z")
        .contains("`mayday doctor --host app-1`");
    assertThat(lines.get(1))
        .isEqualTo("  checkout: torn \\[0m (stops FallBackToFiles, KeepWarmCopy)");
    String red = RED.bad("x").split("x", -1)[0];
    assertThat(one(Duration.ZERO, 1).lines(RED, NOW)).allMatch(line -> line.contains(red));
  }

  @Test
  void oneThatHasNotLookedForTwoDaysIsARedLine() {
    assertThat(says(Duration.ofHours(49), 0))
        .singleElement()
        .asString()
        .contains("the doctor of app-1 looked last at 2026-03-12T11:00:00Z, too long ago");
    assertThat(says(Duration.ofDays(9), 1)).hasSize(3);
  }

  @Test
  void whereNobodyLookedYetThatIsSaid() {
    assertThat(new DoctorSays(List.of(), List.of("app-2", "app-3"), List.of()).lines(PLAIN, NOW))
        .containsExactly("the doctor has not looked yet at app-2, app-3");
  }

  /** A worker that is gone took its doctor with it: what that found last may be all well. */
  @Test
  void aWorkerThatIsMissingIsARedLineThoughItsDoctorFoundNothing() {
    String missing = "nobody polls the queue host-app-1: start mayday worker --host app-1";
    DoctorSays says = new DoctorSays(one(Duration.ZERO, 0).examined(), List.of(), List.of(missing));
    assertThat(says.lines(PLAIN, NOW))
        .containsExactly(missing + "; a recovery would wait for it, and no doctor looks");
    assertThat(says.lines(RED, NOW).get(0)).startsWith(RED.bad(missing));
  }

  private static List<String> says(Duration ago, int red) {
    return one(ago, red).lines(PLAIN, NOW);
  }

  private static DoctorSays one(Duration ago, int red) {
    List<Examined.Failed> failed =
        Collections.nCopies(
            red,
            new Examined.Failed(
                "checkout", "torn\n\\[0m", "mend it", List.of("FallBackToFiles", "KeepWarmCopy")));
    return new DoctorSays(
        List.of(new Examined("app-1", NOW.minus(ago), 40, failed, red)), List.of(), List.of());
  }
}
