package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Instant BEGAN = Instant.parse("2026-03-14T02:17:31Z");

  @Test
  void itsFirstLinesSayWhatIsBrokenWhatWasDoneAndWhereOneAnswers() {
    List<String> notes = List.of("the first sentence", "the last sentence");
    List<String> lines = page(List.of(alert(1, true), alert(2, false)), notes).lines().toList();
    assertThat(lines.get(0)).isEqualTo("**Broken:** alert 1, since " + BEGAN);
    assertThat(lines.get(2)).isEqualTo("**Last:** the last sentence");
    assertThat(lines.get(4)).contains("`recovery/production/whatsapp`", "`mayday status`");
    assertThat(lines.get(6)).isEqualTo("- the last sentence");
    assertThat(lines.get(8)).isEqualTo("- the first sentence");
  }

  @Test
  void aStartIsOnBothClocksAndWithWhatItsSourceSaidWhereThatIsAnother() {
    Alert late =
        new Alert("s", "k", true, BEGAN, BEGAN, "", "down", Map.of(), "yesterday", "Asia/Tokyo");
    assertThat(Page.of("incident/a/b", List.of(late), List.of("one"), Clocks.of("Europe/Moscow")))
        .startsWith(
            "**Broken:** down, since 2026-03-14T02:17:31Z (05:17:31 Europe/Moscow) (the time of"
                + " receipt; its source says \"yesterday\", read as Asia/Tokyo)");
  }

  @Test
  void aStormDoesNotHideWhatWasDone() {
    List<Alert> storm = IntStream.range(0, 100).mapToObj(n -> alert(n, true)).toList();
    assertThat(page(storm, List.of("one")).lines().findFirst().orElseThrow())
        .contains("alert 2, since", "and 97 more")
        .doesNotContain("alert 3,");
  }

  @Test
  void whatIsOverIsNotBroken() {
    assertThat(page(List.of(alert(1, false)), List.of("one")))
        .startsWith("**Broken:** nothing that an alert tells of");
  }

  private static String page(List<Alert> alerts, List<String> notes) {
    return Page.of("incident/production/whatsapp", alerts, notes, Clocks.of("UTC"));
  }

  private static Alert alert(int number, boolean firing) {
    return new Alert(
        "s", "k" + number, firing, BEGAN, BEGAN, "critical", "alert " + number, Map.of());
  }
}
