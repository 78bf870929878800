package dev.mayday.activities.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Gap;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.incident.Target;
import dev.mayday.system.Reports;
import dev.mayday.system.ReportsContract;
import dev.mayday.world.Records;
import java.time.Duration;
import java.time.Instant;
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
          null,
          null);

  @Test
  void theFirstLinesHoldWhatCounts() {
    assertThat(text(Sample.of(Outcome.RECOVERED_IN_PART)).lines().limit(14))
        .contains(
            "# RECOVERED_IN_PART: FallBackToFiles of production/whatsapp",
            "two of 41 companies were kept apart",
            "| Time to recover | **7 min 12 s** of 30 min allowed (within budget): machine 3 min 2"
                + " s, waiting for people 4 min 10 s |",
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
        .contains(
            "| 2026-03-14 22:19:31 | 2026-03-15 01:19:31 | 1 | second | yes | claimed | no: only"
                + " claimed |")
        .contains("## Proofs\n\n- test message: 3EB0C1")
        .contains("2. commit: start on files (no way back: newer sessions go to files)")
        .contains("| recover | 5 min | 1 min 30 s | kept |")
        .contains("| 2026-03-14 22:24:11 | 2026-03-15 01:24:11 | verify | prove | test message |")
        .contains(
            "<http://127.0.0.1:8233/namespaces/default/workflows/"
                + "recovery%2Fproduction%2Fwhatsapp/run-1>");
  }

  @Test
  void howSomebodyProvedWhoTheyAreIsSaid() {
    Ruling said = new Ruling(Instant.EPOCH, 1, "lead", "yes", true, true, "verified", "Telegram");
    assertThat(text(Records.with(EMPTY, "decisions", List.of(said))))
        .contains("| Decided by | lead: yes (verified: Telegram) |")
        .contains("| lead | yes | verified: Telegram | yes: verified |");
  }

  @Test
  void whereNobodyWasReachedItSaysSoAndHowToAnswer() {
    String unheard = text(Records.with(EMPTY, "open", question(List.of())));
    assertThat(unheard)
        .contains("| Asked | **nobody was reached** |")
        .contains("| To answer | `mayday decide p/s 2 'roll back' --by YOUR-NAME` |");
    Question verified = Records.with(question(List.of()), "verified", true);
    assertThat(text(Records.with(EMPTY, "open", verified)))
        .contains("`mayday decide p/s 2 'roll back' --by YOUR-NAME --token-file FILE`");
    assertThat(text(Records.with(EMPTY, "open", question(List.of("lead")))))
        .contains("| Asked | reached: lead |")
        .doesNotContain("nobody was reached");
  }

  @Test
  void anEndThatNobodyWasAskedAboutSaysSo() {
    Entry unheard = asked("nobody was reached: the bot API answered 401");
    assertThat(text(Records.with(EMPTY, "journal", List.of(unheard))))
        .contains("| Decided by | nobody; **nobody was reached** |");
    assertThat(text(Records.with(EMPTY, "journal", List.of(unheard, asked("reached: lead")))))
        .contains("| Decided by | nobody |");
  }

  /** That people said yes to the plan must not hide that nobody heard of what blocked it. */
  @Test
  void aQuestionThatReachedNobodyIsSaidBesideOneThatWasAnswered() {
    Ruling yes = new Ruling(Instant.EPOCH, 1, "lead", "yes", true, true, "verified", "Telegram");
    Report answered = Records.with(EMPTY, "decisions", List.of(yes));
    List<Entry> plan =
        List.of(
            entry("question", "1: carry out the plan?", "answers: yes | no"),
            entry("asked", "question 1: lead", "reached: lead"),
            entry("answer", "question 1", "yes"));
    List<Entry> deaf =
        List.of(
            entry("question", "2: blocked: a start\nHINT: see", "answers: retry | hand over"),
            entry("asked", "question 1: backup", "reached: backup"),
            entry("asked", "question 2: lead", "nobody was reached"),
            entry("answer", "question 2", "hand over (nobody answered in time)"));
    List<Entry> late = List.of(entry("asked", "question 2: backup", "reached: backup"));
    List<Entry> found = List.of(entry("answer", "question 2", "retry"));
    String said =
        "| Decided by | lead: yes (verified: Telegram); **nobody was reached** by question 2 |";
    assertThat(text(answered, List.of(plan, deaf)).lines().limit(14)).contains(said);
    assertThat(text(answered, List.of(plan, deaf, late))).doesNotContain("nobody was reached** by");
    assertThat(text(answered, List.of(plan, deaf.subList(0, 3), found)))
        .doesNotContain("reached** by");
    assertThat(text(answered, List.of(plan)))
        .contains("| Decided by | lead: yes (verified: Telegram) |");
  }

  private static String text(Report report, List<List<Entry>> parts) {
    List<Entry> journal = parts.stream().flatMap(List::stream).toList();
    return text(Records.with(report, "journal", journal));
  }

  private static Entry entry(String kind, String what, String result) {
    return new Entry(Instant.EPOCH, "recover", kind, what, result);
  }

  private static Entry asked(String result) {
    return entry("asked", "on-call", result);
  }

  private static Question question(List<String> reached) {
    return new Question(
        2,
        "what now?",
        List.of("roll back"),
        "roll back",
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        "",
        reached);
  }

  @Test
  void whenMessagesWereNotHandledIsSaidPerCompanyAndWhatSendersRepeat() {
    Instant last = Instant.parse("2026-03-14T22:17:00Z");
    Instant since = Instant.parse("2026-03-14T22:17:31Z");
    Instant again = Instant.parse("2026-03-14T22:20:00Z");
    Report report =
        Records.with(
            Sample.of(Outcome.RECOVERED_IN_PART),
            "gaps",
            List.of(
                new Gap("7", last, since, again, true),
                new Gap("8", null, since, again, false),
                new Gap("17", null, since, null, false)));
    assertThat(text(report))
        .contains(
            "| Messages not handled | for at most **3 min**; **still not handled**: 1, below |")
        .contains(
            "| 7 | 2026-03-14 22:17:00 UTC (2026-03-15 01:17:00 Europe/Moscow)"
                + " | 2026-03-14 22:17:31 UTC (2026-03-15 01:17:31 Europe/Moscow)"
                + " | 2026-03-14 22:20:00 UTC (2026-03-15 01:20:00 Europe/Moscow) | 3 min |")
        .contains(
            "| 8 | not told by the service"
                + " | 2026-03-14 22:17:31 UTC (2026-03-15 01:17:31 Europe/Moscow)"
                + " | 2026-03-14 22:20:00 UTC (2026-03-15 01:20:00 Europe/Moscow)"
                + " (a bound: seen to be connected) | 2 min 29 s |")
        .contains(
            "| 17 | not told by the service"
                + " | 2026-03-14 22:17:31 UTC (2026-03-15 01:17:31 Europe/Moscow)"
                + " | **still not handled** | – |")
        .contains("What senders may have to repeat: every call of the service's own API")
        .contains("acknowledged since 2026-03-14 22:17:00 UTC (2026-03-15 01:17:00 Europe/Moscow)");
    assertThat(ReportJson.read(ReportJson.of(report))).isEqualTo(report);
  }

  /** Neither a week of silence nor a clock that is ahead is an interval of the failure's. */
  @Test
  void theHeadlineIsAsLongAsTheFailure() {
    Instant since = Instant.parse("2026-03-14T22:17:31Z");
    Instant again = Instant.parse("2026-03-14T22:20:00Z");
    Gap quiet = new Gap("7", since.minus(Duration.ofDays(7)), since, again, true);
    Gap ahead = new Gap("8", again.plus(Duration.ofHours(3)), since, again, true);
    Gap near = new Gap("9", since.minus(Duration.ofMinutes(59)), since, again, true);
    assertThat(unhandled(quiet, ahead))
        .contains("| Messages not handled | for at most **2 min 29 s**, below |")
        .contains("acknowledged since 2026-03-14 22:17:31 UTC");
    assertThat(unhandled(quiet, ahead, near))
        .contains("| Messages not handled | for at most **1 h 1 min**, below |")
        .contains("acknowledged since 2026-03-14 21:18:31 UTC");
  }

  private static String unhandled(Gap... gaps) {
    return text(Records.with(Sample.of(Outcome.RECOVERED), "gaps", List.of(gaps)));
  }

  @Test
  void whereNothingIsKnownOfMessagesNothingIsSaid() {
    assertThat(text(Sample.of(Outcome.RECOVERED))).doesNotContain("Messages not handled");
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
