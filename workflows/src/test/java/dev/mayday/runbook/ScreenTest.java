package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Clocks;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.world.Records;
import dev.mayday.world.Reported;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Web UI says of a question, to whoever opens it without having been told anything. */
class ScreenTest {
  private static final Instant BEGAN = Reported.BEGAN;

  @Test
  void whereNobodyWasReachedItSaysSoAndPrintsTheLineThatAnswers() {
    assertThat(screen(List.of(), false))
        .contains("**nobody was reached**")
        .contains("`mayday decide production/whatsapp 2 'go on' --by YOUR-NAME`")
        .contains("`{\"question\": 2, \"answer\": \"go on\"");
    assertThat(screen(List.of("lead"), false))
        .contains("reached: lead")
        .doesNotContain("nobody was reached");
  }

  @Test
  void whereCodesAreSentTheCodeAloneIsPasted() {
    assertThat(screen(List.of("lead"), true))
        .contains("with the code that you were sent")
        .contains("`{\"question\": 2, \"answer\": \"go on\", \"code\": \"YOUR CODE\"}`")
        .doesNotContain("YOUR NAME\"");
  }

  /** What is pasted with a name alone never counts there: it must not be what people try. */
  @Test
  void whereOnlyAProvenNameCountsNoFormIsOfferedThatCannot() {
    Report report = report(List.of("lead"));
    Report verified = Records.with(report, "open", Records.with(report.open(), "verified", true));
    String line = "`mayday decide production/whatsapp 2 'go on' --by YOUR-NAME --token-file FILE`";
    assertThat(Screen.of(verified, false, Clocks.of("UTC")))
        .contains("**To answer:** in a terminal alone, " + line)
        .contains("by a button of Telegram")
        .doesNotContain("Send an Update", "{\"question\"", "YOUR NAME");
    assertThat(Screen.of(verified, true, Clocks.of("UTC")))
        .contains(line, "Send an Update", "\"code\": \"YOUR CODE\"}`")
        .doesNotContain("YOUR NAME");
    assertThat(screen(List.of("lead"), false))
        .as("where a claim counts")
        .contains("\"by\": \"YOUR NAME\"}`")
        .doesNotContain("--token-file", "\"code\"");
  }

  @Test
  void itsMomentsAreOnBothClocks() {
    assertThat(Screen.of(report(List.of("lead")), false, Clocks.of("Europe/Moscow")))
        .contains("**Since** 2026-03-14T02:17:31Z (05:17:31 Europe/Moscow)")
        .contains("until 2026-03-14T02:17:31Z (05:17:31 Europe/Moscow)");
  }

  private static String screen(List<String> reached, boolean codes) {
    return Screen.of(report(reached), codes, Clocks.of("UTC"));
  }

  private static Report report(List<String> reached) {
    Question open =
        new Question(2, "go on?", List.of("go on", "no"), "no", BEGAN, BEGAN, 1, "", reached);
    return Records.with(Reported.begun(new Target("production", "whatsapp")), "open", open);
  }
}
