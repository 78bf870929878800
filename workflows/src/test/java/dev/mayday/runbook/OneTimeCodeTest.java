package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Ask;
import dev.mayday.system.Unavailable;
import dev.mayday.world.FakePeople;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Short codes: whoever has one is heard without a name, and whoever guesses is not heard long. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class OneTimeCodeTest {
  private static final int ATTEMPTS = 3;
  private final World world = new World();
  private final List<String> said = new ArrayList<>();

  @Test
  void theCodeAloneSaysWhoAnswersAndTheRulingSaysHow() {
    Report report =
        run(1, (stage, ask) -> said.add(decide(stage, ask, "yes", "", code(ask, "on-call"))));
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(said).containsExactly("counted: verified by one-time code");
    assertThat(report.decisions())
        .singleElement()
        .matches(one -> one.by().equals("on-call") && one.verified())
        .matches(one -> one.how().equals("one-time code"));
  }

  @Test
  void aButtonAndATokenCountBesideItAndSayHow() {
    Report report =
        run(
            3,
            (stage, ask) -> {
              said.add(decide(stage, ask, "yes", "", code(ask, "on-call")));
              said.add(decide(stage, ask, "yes", "backup", press(ask, "backup", "yes")));
              said.add(decide(stage, ask, "yes", "lead", token(ask, "lead", "yes")));
            });
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.decisions())
        .extracting(Ruling::how)
        .containsExactly("one-time code", "Telegram", "personal token");
    assertThat(said)
        .containsExactly(
            "counted: verified by one-time code",
            "counted: verified by Telegram",
            "counted: verified");
  }

  @Test
  void afterTooManyWrongOnesNoShortCodeOfThatPersonCountsButTheirTokenDoes() {
    String before = world.production();
    List<String> seen = new ArrayList<>();
    Report report =
        run(
            1,
            (stage, ask) -> {
              for (int guess = 1; guess <= ATTEMPTS; guess++)
                said.add(decide(stage, ask, "yes", "on-call", "AAAAA" + guess));
              said.add(decide(stage, ask, "yes", "on-call", code(ask, "on-call")));
              said.add(decide(stage, ask, "yes", "", code(ask, "on-call")));
              seen.add(world.production());
              said.add(decide(stage, ask, "yes", "on-call", token(ask, "on-call", "yes")));
            });
    assertThat(said.subList(0, ATTEMPTS - 1)).containsOnly("not counted: the code is not right");
    assertThat(said.subList(ATTEMPTS - 1, ATTEMPTS + 2))
        .allMatch(words -> words.contains("no more one-time codes are taken for this question"));
    assertThat(seen).as("the right short code changed nothing").containsExactly(before);
    assertThat(said).last().isEqualTo("counted: verified");
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(world.told)
        .as("everybody is told that somebody guesses, once")
        .filteredOn(subject -> subject.startsWith("one-time codes are guessed"))
        .hasSize(1);
  }

  @Test
  void wrongOnesInSomebodysNameCloseNobodyElses() {
    Report report =
        run(
            1,
            (stage, ask) -> {
              for (int guess = 0; guess < 2 * ATTEMPTS; guess++)
                said.add(decide(stage, ask, "yes", "on-call", "AAAAA" + guess));
              said.add(decide(stage, ask, "yes", "", code(ask, "lead")));
            });
    assertThat(said).last().isEqualTo("counted: verified by one-time code");
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void wrongOnesWithoutANameCountAgainstEverybody() {
    run(
        1,
        (stage, ask) -> {
          for (int guess = 0; guess < ATTEMPTS; guess++)
            said.add(decide(stage, ask, "yes", "", "AAAAA" + guess));
          said.add(decide(stage, ask, "yes", "lead", code(ask, "lead")));
          said.add(decide(stage, ask, "yes", "lead", press(ask, "lead", "yes")));
        });
    assertThat(said.get(ATTEMPTS)).contains("no more one-time codes are taken");
    assertThat(said).last().isEqualTo("counted: verified by Telegram");
  }

  /** Whoever reads the history of a quorum's first yes must not turn it into a no. */
  @Test
  void aCodeThatWasUsedIsSpentWhateverItWasUsedFor() {
    Report report =
        run(
            2,
            (stage, ask) -> {
              said.add(decide(stage, ask, "yes", "", code(ask, "on-call")));
              said.add(decide(stage, ask, "no", "", code(ask, "on-call")));
              stage.operator.signal(
                  "decide", new Decision(1, "maybe", "", code(ask, "lead"), "", false));
              said.add(decide(stage, ask, "no", "", code(ask, "lead")));
              said.add(decide(stage, ask, "yes", "", code(ask, "backup")));
            });
    assertThat(said.get(1)).startsWith("not counted: this one-time code was used already");
    assertThat(said.get(2)).startsWith("not counted: this one-time code was used already");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.decisions())
        .filteredOn(Ruling::counted)
        .extracting(Ruling::by)
        .containsExactly("on-call", "backup");
  }

  /** It stands in the history from then on, whoever's name was typed beside it. */
  @Test
  void aCodeBesideAWrongNameIsSpentAndCountsForNobody() {
    Report report =
        run(
            1,
            (stage, ask) -> {
              said.add(decide(stage, ask, "no", "backup", code(ask, "on-call")));
              said.add(decide(stage, ask, "no", "", code(ask, "on-call")));
              said.add(decide(stage, ask, "no", "on-call", code(ask, "on-call")));
              said.add(decide(stage, ask, "yes", "on-call", token(ask, "on-call", "yes")));
            });
    assertThat(said.get(0)).startsWith("not counted: the code is not right").contains("spent now");
    assertThat(said.subList(1, 3))
        .allMatch(words -> words.startsWith("not counted: this one-time code was used already"));
    assertThat(said).last().isEqualTo("counted: verified");
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aCodeBesideAClosedNameOrAnotherQuestionIsSpentToo() {
    Report report =
        run(
            1,
            (stage, ask) -> {
              for (int guess = 0; guess < ATTEMPTS; guess++)
                decide(stage, ask, "yes", "backup", "AAAAA" + guess);
              decide(stage, ask, "no", "backup", code(ask, "on-call"));
              said.add(decide(stage, ask, "no", "", code(ask, "on-call")));
              stage.operator.signal(
                  "decide", new Decision(7, "yes", "", code(ask, "lead"), "", false));
              said.add(decide(stage, ask, "no", "", code(ask, "lead")));
              decide(stage, ask, "yes", "lead", press(ask, "lead", "yes"));
            });
    assertThat(said)
        .hasSize(2)
        .allMatch(words -> words.startsWith("not counted: this one-time code was used already"));
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void theNextQuestionHasCodesOfItsOwnAndNoneTried() {
    run(
        1,
        (stage, ask) -> {
          Question about = ask.question();
          if (about.number() == 1) {
            for (int guess = 0; guess < ATTEMPTS; guess++)
              decide(stage, ask, "yes", "", "AAAAA" + guess);
            world.refs.put("files-tag", "another-commit");
            decide(stage, ask, "yes", "on-call", token(ask, "on-call", "yes"));
          } else {
            String old = FakePeople.oneTime(ask.run(), 1, about.plan(), "on-call");
            said.add(decide(stage, ask, "yes", "", old));
            said.add(decide(stage, ask, "no", "", code(ask, "on-call")));
          }
        });
    assertThat(said)
        .containsExactly(
            "not counted: the code is not right", "counted: verified by one-time code");
  }

  @Test
  void aCodeThatCannotBeCheckedIsNoAttempt() {
    Report report =
        run(
            1,
            stage ->
                stage.failing(
                    "ApproversIdentify", 4, new Unavailable("the key is away\nHINT: see")),
            (stage, ask) -> {
              said.add(decide(stage, ask, "yes", "", code(ask, "on-call")));
              for (int guess = 1; guess < ATTEMPTS; guess++)
                said.add(decide(stage, ask, "yes", "", "AAAAA" + guess));
              said.add(decide(stage, ask, "yes", "", code(ask, "on-call")));
            });
    assertThat(said.get(0)).isEqualTo("not counted: the code could not be checked");
    assertThat(said).last().isEqualTo("counted: verified by one-time code");
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
  }

  /** Negative control: where none are sent a short code is as wrong as any other. */
  @Test
  void whereNoneAreSentACodeWithoutANameIsRejected() {
    try (Stage stage = new Stage(world)) {
      stage.control.shape(Services.under(policy -> Records.with(policy, "claimedCounts", false)));
      stage.people.answering(
          ask ->
              said.add(
                  stage.operator.refused(
                      "decide", new Decision(1, "yes", "", code(ask, "on-call"), "", false))));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
    }
    assertThat(said.get(0)).isEqualTo("it does not say who answers");
  }

  private interface People {
    void asked(Stage stage, Ask ask);
  }

  private Report run(int quorum, People people) {
    return run(quorum, stage -> {}, people);
  }

  /** Each question is answered once, by whoever is asked it first. */
  private Report run(int quorum, Consumer<Stage> before, People people) {
    try (Stage stage = new Stage(world)) {
      stage.control.shape(Services.under(policy -> verified(policy, quorum)));
      before.accept(stage);
      AtomicBoolean[] heard = {new AtomicBoolean(), new AtomicBoolean(), new AtomicBoolean()};
      stage.people.answering(
          ask -> {
            if (!heard[ask.question().number()].getAndSet(true)) people.asked(stage, ask);
          });
      return stage.run("FallBackToFiles");
    }
  }

  private static Policy verified(Policy policy, int quorum) {
    Policy proven = Records.with(policy, "claimedCounts", false);
    return Records.with(Records.with(proven, "quorum", quorum), "codeAttempts", ATTEMPTS);
  }

  private static String decide(Stage stage, Ask ask, String answer, String by, String code) {
    return stage.operator.decide(ask.question(), answer, by, code);
  }

  private static String code(Ask ask, String person) {
    Question about = ask.question();
    return FakePeople.oneTime(ask.run(), about.number(), about.plan(), person);
  }

  private static String press(Ask ask, String person, String answer) {
    Question about = ask.question();
    return FakePeople.press(ask.run(), about.number(), about.plan(), person, answer);
  }

  private static String token(Ask ask, String person, String answer) {
    Question about = ask.question();
    return FakePeople.code(ask.run(), about.number(), about.plan(), person, answer, false);
  }
}
