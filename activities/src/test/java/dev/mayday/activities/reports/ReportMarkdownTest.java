package dev.mayday.activities.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.system.Reports;
import dev.mayday.system.ReportsContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person finds at nine in the morning, and in which order. */
class ReportMarkdownTest {
  /** Lends the sample of the contract. */
  private abstract static class Sample extends ReportsContract {
    static Report of(Outcome outcome) {
      return report("run-1", outcome);
    }

    @Override
    protected abstract Reports reports();
  }

  private static String text(Report report) {
    return new ReportMarkdown("Europe/Moscow", "http://127.0.0.1:8233", "default").of(report);
  }

  private static final Report EMPTY =
      new Report(
          "run-1",
          "recovery/p/s",
          new Target("p", "s"),
          "FallBackToFiles",
          true,
          null,
          "",
          "confirm",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);

  @Test
  void theFirstLinesHoldWhatCounts() {
    assertThat(text(Sample.of(Outcome.RECOVERED_IN_PART)).lines().limit(14))
        .contains(
            "# RECOVERED_IN_PART: FallBackToFiles of production/whatsapp",
            "two of 41 companies were kept apart",
            "| Time to recover | **7 min 12 s** of 30 min allowed (within budget): machine 3 min 2 s,"
                + " waiting for people 4 min 10 s |",
            "| Data lost | at most **12 min** (a bound, not measured): the warm copy is that old;"
                + " kept aside: session |",
            "| Kept apart | **2**: 17, 23 |",
            "| Decided by | on-call: yes (verified) |",
            "| Left to do | **1**, below |",
            "| Began | 2026-03-14 22:17:31 UTC (2026-03-15 01:17:31 Europe/Moscow) |");
  }

  @Test
  void everyPartHasItsSection() {
    assertThat(text(Sample.of(Outcome.RECOVERED)))
        .contains("## Left to do\n\n- pair company 17 again")
        .contains("## Kept apart\n\n- 17\n- 23")
        .contains("| 2026-03-14 22:19:31 | 1 | second | yes | claimed | no: only claimed |")
        .contains("## Proofs\n\n- test message: 3EB0C1")
        .contains("2. commit: start on files (no way back: newer sessions go to files)")
        .contains("| recover | 5 min | 1 min 30 s | kept |")
        .contains("| 2026-03-14 22:24:11 | 2026-03-15 01:24:11 | verify | prove | test message |")
        .contains(
            "<http://127.0.0.1:8233/namespaces/default/workflows/"
                + "recovery%2Fproduction%2Fwhatsapp/run-1>");
  }

  @Test
  void aReportOfARunThatHasJustBegunIsReadable() {
    assertThat(text(EMPTY)).startsWith("# UNDER WAY: FallBackToFiles of p/s (drill)\n");
    assertThat(ReportJson.read(ReportJson.of(EMPTY))).isEqualTo(EMPTY);
  }

  @Test
  void wordsOfOthersCannotBecomeMarkup() {
    assertThat(Words.plain("a|b\n<script> [x](y) `c`"))
        .isEqualTo("a\\|b \\<script\\> \\[x\\](y) \\`c\\`");
    assertThat(Words.list(List.of("# title"))).isEqualTo("- # title\n");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.25S, 0.3 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT1H, 1 h",
    "PT25H, 1 d 1 h",
    "PT-3S, -3.0 s"
  })
  void durationsAreWords(Duration span, String words) {
    assertThat(Words.span(span)).isEqualTo(words);
  }
}
