package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.world.Records;
import dev.mayday.world.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody sees who opens the terminal at three in the morning. */
class BoardTest {
  private static final Instant BEGAN = Reported.BEGAN;
  private final List<Entry> journal = new ArrayList<>();

  @Test
  void countsStepsThatStandAndNotThoseThatWereTakenBack() {
    note("change", "stop whatsapp");
    note("change", "put the sessions in place");
    assertThat(text(report(null, null), 60)).contains("2 of 4 steps done");
    note("undo", "put the sessions in place");
    assertThat(text(report(null, null), 60)).contains("1 of 4 steps done");
  }

  @Test
  void theBudgetRunsOnWhileNothingHappens() {
    assertThat(text(report(null, null), 60)).contains("9 min left of 10 min");
    assertThat(text(report(null, null), 120)).contains("8 min left of 10 min");
    assertThat(text(report(null, null), 660)).contains("used up 1 min ago of 10 min");
  }

  @Test
  void anOpenQuestionSaysWhoUntilWhenAndWhatOnSilence() {
    String text = text(report(null, question(List.of())), 60);
    assertThat(text)
        .contains("question 3: carry out the plan?")
        .contains("closes in 29 min with \"no\"")
        .contains("nobody was reached")
        .contains("mayday decide production/whatsapp 3 yes --by YOUR-NAME");
    assertThat(text(report(null, question(List.of("lead"))), 60)).contains("reached: lead");
  }

  @Test
  void theFirstLinesSayEverythingToWhoeverOpensItForTheFirstTime() {
    journal.add(new Entry(BEGAN, "confirm", "check", "does the database answer?", "REFUSED"));
    for (int i = 0; i < 20; i++) note("change", "step " + i);
    List<String> lines =
        text(report(null, question(List.of("lead"))), 60).lines().limit(10).toList();
    assertThat(lines.get(1)).contains("does the database answer? → REFUSED");
    assertThat(lines.get(2)).contains("step 0; step 1");
    assertThat(lines.get(3)).contains("question 3: carry out the plan?");
    assertThat(lines.get(4)).contains("yes | no", "closes in 29 min with \"no\"", "lead");
    assertThat(lines.get(5)).contains("mayday decide production/whatsapp 3 yes");
  }

  @Test
  void anAnswerOfTwoWordsIsQuotedForTheShell() {
    Question blocked =
        new Question(
            1, "blocked", List.of("roll back"), "roll back", BEGAN, BEGAN, 1, "", List.of());
    assertThat(text(report(null, blocked), 0)).contains("decide production/whatsapp 1 'roll back'");
  }

  @Test
  void whereOnlyAProvenNameCountsTheLineHasTheToken() {
    Question verified = Records.with(question(List.of()), "verified", true);
    assertThat(text(report(null, verified), 0))
        .contains("decide production/whatsapp 3 yes --by YOUR-NAME --token-file FILE");
    assertThat(text(report(null, question(List.of())), 0)).doesNotContain("--token-file");
  }

  @Test
  void theEndIsNamed() {
    assertThat(text(report(Outcome.LEFT_BROKEN, null), 60)).contains("LEFT_BROKEN");
  }

  @Test
  void textFromOutsideCannotSteerTheTerminal() {
    note("check", "a log line \033[2J\nof two lines");
    String text = text(report(null, null), 60);
    assertThat(text).contains("a log line [2J of two lines").doesNotContain("\033");
  }

  @Test
  void coloursOnlyWhereAskedFor() {
    Report report = report(Outcome.RECOVERED, null);
    assertThat(String.join("\n", new Board(true, 5).of(report, BEGAN))).contains("\033[");
    assertThat(text(report, 0)).doesNotContain("\033[");
  }

  private void note(String kind, String what) {
    journal.add(new Entry(BEGAN, "recover", kind, what, "done"));
  }

  private static Question question(List<String> reached) {
    return new Question(
        3,
        "carry out the plan?",
        List.of("yes", "no"),
        "no",
        BEGAN,
        BEGAN.plus(Duration.ofMinutes(30)),
        1,
        "hash",
        reached);
  }

  private String text(Report report, long seconds) {
    return String.join("\n", new Board(false, 5).of(report, BEGAN.plusSeconds(seconds)));
  }

  private Report report(Outcome outcome, Question open) {
    Plan plan =
        new Plan(
            "estate",
            List.of(
                step("change", "stop whatsapp"),
                step("change", "put the sessions in place"),
                step("commit", "start on files"),
                step("prove", "online")),
            "hash");
    Report begun = Reported.begun(new Target("production", "whatsapp"));
    Report planned =
        Records.with(
            begun,
            Map.of(
                "budgets",
                List.of(new Report.Budget("rto", Duration.ofMinutes(10), Duration.ZERO, false)),
                "plan",
                plan,
                "journal",
                List.copyOf(journal)));
    return Records.with(Records.with(planned, "outcome", outcome), "open", open);
  }

  private static Plan.Step step(String verb, String phrase) {
    return new Plan.Step(verb, phrase, "", "digest");
  }
}
