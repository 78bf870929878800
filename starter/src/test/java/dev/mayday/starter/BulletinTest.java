package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import dev.mayday.triage.Carried;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An incident, read at a glance. */
class BulletinTest {
  private static final Instant BEGAN = Instant.parse("2026-03-14T02:17:31Z");

  @Test
  void saysWhatIsBrokenSinceWhenAndWhatIsDone() {
    assertThat(lines(incident("run-1", "FallBackToFiles", null)))
        .containsExactly(
            "incident of production/whatsapp: open since 2026-03-14T02:17:31Z",
            "  broken    PostgreSQL is down (critical), since 2026-03-14T02:17:31Z (5 min)",
            "  alerts    2, 1 firing",
            "  recovery  FallBackToFiles is under way, run run-1",
            "  cool-down none",
            "  the last sentence");
  }

  @Test
  void saysHowLongItHoldsStillAndWatches() {
    assertThat(lines(incident("", "", BEGAN.plusSeconds(900))))
        .contains("  recovery  none; the last ended 2026-03-14T02:17:31Z")
        .contains("  cool-down does not act on its own for 10 min")
        .contains("  watched   for a relapse, for 10 min");
  }

  @Test
  void showsBothClocksAndTheWordsOfASourceThatWereNotTakenAsTheyStand() {
    Alert late =
        new Alert(
            "m", "k", true, BEGAN, BEGAN, "", "down", Map.of(), "2026-03-01 00:00", "Asia/Tokyo");
    Carried incident =
        new Carried(
            BEGAN,
            List.of(late),
            "",
            "",
            null,
            null,
            null,
            null,
            false,
            false,
            List.of(),
            null,
            Map.of());
    assertThat(lines(incident, "Europe/Moscow"))
        .contains(
            "incident of production/whatsapp: open since 2026-03-14T02:17:31Z (05:17:31"
                + " Europe/Moscow)",
            "  broken    down, since 2026-03-14T02:17:31Z (05:17:31 Europe/Moscow) (the time of"
                + " receipt; its source says \"2026-03-01 00:00\", read as Asia/Tokyo) (5 min)");
  }

  @Test
  void anAlertCannotSteerTheTerminal() {
    assertThat(String.join("", lines(incident("", "", null)))).doesNotContain("\033", "\n");
  }

  private static List<String> lines(Carried incident) {
    return lines(incident, "UTC");
  }

  private static List<String> lines(Carried incident, String zone) {
    return new Bulletin(new Paint(false), 1, Clocks.of(zone))
        .of("incident/production/whatsapp", incident, BEGAN.plusSeconds(300));
  }

  private static Carried incident(String run, String scenario, Instant until) {
    Alert firing = alert("f1", true, "PostgreSQL\n is down\033");
    return new Carried(
        BEGAN,
        List.of(firing, alert("f2", false, "it was slow")),
        run,
        scenario,
        until,
        until,
        BEGAN,
        null,
        false,
        false,
        List.of("the first sentence", "the last sentence"),
        null,
        Map.of());
  }

  private static Alert alert(String key, boolean firing, String summary) {
    return new Alert("prometheus", key, firing, BEGAN, BEGAN, "critical", summary, Map.of());
  }
}
