package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.world.Await;
import dev.mayday.world.FakePeople;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whose yes counts: whoever is let through here may stop production. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class ApprovalTest {
  @Test
  void twoDistinctPeopleMakeAQuorumOfTwo() {
    World world = new World();
    try (Stage stage = stage(world, ApprovalTest::quorum)) {
      stage.people.answering(
          ask ->
              ask.people().stream()
                  .limit(1)
                  .forEach(who -> stage.operator.decide(ask.question(), "yes", who)));
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.decisions()).extracting(Ruling::by).containsExactly("on-call", "backup");
      assertThat(report.decisions()).allMatch(Ruling::counted);
    }
  }

  @Test
  void onePersonTwiceIsNoQuorum() {
    World world = new World();
    String before = world.production();
    try (Stage stage = stage(world, ApprovalTest::quorum)) {
      stage.people.answering(
          ask -> {
            stage.operator.decide(ask.question(), "yes", "on-call");
            stage.operator.decide(ask.question(), "yes", "on-call");
          });
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void oneNoIsEnoughWhateverTheQuorum() {
    World world = new World();
    try (Stage stage = stage(world, ApprovalTest::quorum)) {
      stage.people.answering(
          ask -> {
            stage.operator.decide(ask.question(), "yes", "on-call");
            stage.operator.decide(ask.question(), "no", "lead");
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(report.rto().human()).isLessThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void whoIsNotOnTheLadderDoesNotCount() {
    declined(new World(), "starter", "stranger", "", "stranger is not on the ladder");
  }

  @Test
  void nobodyApprovesTheirOwnRecovery() {
    declined(new World(), "on-call", "on-call", "", "nobody approves their own recovery");
  }

  @Test
  void anUnknownStarterMayBeWhoeverOnlyClaimsAName() {
    declined(new World(), "", "on-call", "", "nobody approves their own recovery");
  }

  @Test
  void anUnknownStarterIsNotWhoProvedTheirName() {
    World world = new World();
    try (Stage stage = stage(world, policy -> policy)) {
      answerWithTheRightCode(stage);
      Report report = stage.result(stage.begin("FallBackToFiles", "", false));
      assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.decisions()).singleElement().matches(Ruling::verified);
    }
  }

  @Test
  void onesOwnApprovalCountsWhereThePolicySaysSo() {
    try (Stage stage = stage(new World(), policy -> Records.with(policy, "selfApproval", true))) {
      answer(stage, "on-call", "", new ArrayList<>());
      Report report = stage.result(stage.begin("FallBackToFiles", "on-call", false));
      assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
    }
  }

  @Test
  void aWrongCodeNeverCountsEvenWhereAClaimWould() {
    declined(new World(), "starter", "on-call", "right code of lead", "the code is not right");
  }

  /** Whoever guesses fills the record and keeps nobody out. */
  @Test
  void aHundredGuessedCodesLockNobodyOut() {
    try (Stage stage = stage(new World(), ApprovalTest::verified)) {
      List<String> said = new ArrayList<>();
      AtomicBoolean guessing = new AtomicBoolean();
      stage.people.answering(
          ask -> {
            if (guessing.getAndSet(true)) return; // asked again: a slow machine guesses for long
            while (said.size() < 100)
              said.add(
                  stage.operator.decide(ask.question(), "yes", "on-call", "guess " + said.size()));
            Question about = ask.question();
            String code = FakePeople.code(ask.run(), 1, about.plan(), "on-call", "yes", false);
            stage.operator.decide(about, "yes", "on-call", code);
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(said).hasSize(100).containsOnly("not counted: the code is not right");
      assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.decisions())
          .filteredOn(Ruling::counted)
          .singleElement()
          .matches(Ruling::verified);
      assertThat(report.decisions()).hasSizeGreaterThanOrEqualTo(101);
    }
  }

  @Test
  void aClaimDoesNotCountWhereNamesMustBeProven() {
    World world = new World();
    String before = world.production();
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(world, ApprovalTest::verified)) {
      answer(stage, "on-call", "", said);
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said.get(0))
          .isEqualTo("not counted: a name without a checked code does not count here");
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void aProvenNameCountsAndIsRecordedAsProven() {
    try (Stage stage = stage(new World(), ApprovalTest::verified)) {
      answerWithTheRightCode(stage);
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.decisions())
          .singleElement()
          .matches(ruling -> ruling.verified() && ruling.counted() && ruling.question() == 1);
    }
  }

  @Test
  void whatGoesBeyondThePlanNeedsAsManyPeopleAsThePlan() {
    World world = new World();
    world.rowsReadable = true;
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(world, ApprovalTest::quorum)) {
      stage.before("Pm2Stop", () -> world.rows.get("12").put("creds", "cut by the last write"));
      stage.people.answering(
          ask -> {
            if (ask.question().number() == 1 && ask.people().contains("lead"))
              for (String who : List.of("backup", "lead"))
                stage.operator.decide(ask.question(), "yes", who);
            else if (ask.question().number() == 2 && ask.people().contains("on-call"))
              for (String who : List.of("on-call", "backup"))
                said.add(stage.operator.decide(ask.question(), "go on", who));
          });
      Report report = stage.result(stage.begin("FallBackToFiles", "on-call", false));
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(said)
          .containsExactly("not counted: nobody approves their own recovery", "counted: claimed");
      assertThat(world.mode).isEqualTo("true");
    }
  }

  @Test
  void aCodeThatIsCheckedWhileTheQuestionClosesDoesNotCountAfterIt() {
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(new World(), policy -> policy)) {
      stage.before(
          "ApproversVerify",
          () -> {
            stage.operator.say("rollBack");
            Await.until(() -> open(stage) == null);
          });
      stage.people.answering(
          ask -> {
            String code =
                FakePeople.code(ask.run(), 1, ask.question().plan(), "on-call", "yes", false);
            said.add(stage.operator.decide(ask.question(), "yes", "on-call", code));
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(said).containsExactly("not counted: no question is open");
      assertThat(report.decisions()).noneMatch(Ruling::counted);
    }
  }

  private static Question open(Stage stage) {
    return stage.operator.recovery().query("report", Report.class).open();
  }

  @Test
  void aLateAnswerToAnOldQuestionDoesNotAnswerTheNewOne() {
    World world = new World();
    String before = world.production();
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(world, policy -> policy)) {
      Question[] first = new Question[1];
      stage.people.answering(
          ask -> {
            if (first[0] == null) {
              first[0] = ask.question();
              world.refs.put("files-tag", "another-commit");
              stage.operator.decide(ask.question(), "yes", "on-call");
            } else {
              said.add(
                  stage.operator.refused("decide", new Decision(1, "yes", "lead", "", "", false)));
              stage.operator.signal("decide", new Decision(1, "yes", "lead", "", "", false));
            }
          });
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said).allMatch(why -> why.equals("question 1 is not open; open is question 2"));
      assertThat(report.decisions())
          .anyMatch(ruling -> ruling.by().equals("lead") && !ruling.counted());
      world.refs.put("files-tag", "commit-of-tag");
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void anAnswerThatIsNotLegalIsRejectedWithTheLegalOnes() {
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(new World(), policy -> policy)) {
      stage.people.answering(
          ask ->
              said.add(
                  stage.operator.refused(
                      "decide", new Decision(1, "maybe", "on-call", "", "", false))));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said.get(0)).isEqualTo("\"maybe\" is no legal answer; legal are yes, no");
    }
  }

  @Test
  void breakGlassOverridesQuorumAndSelfApprovalOnRecordAndToldToEverybody() {
    World world = new World();
    try (Stage stage = stage(world, ApprovalTest::quorum)) {
      stage.people.answering(
          ask -> stage.operator.say("decide", breakGlass("the house is on fire")));
      Report report = stage.result(stage.begin("FallBackToFiles", "on-call", false));
      assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
      assertThat(report.decisions())
          .singleElement()
          .matches(ruling -> ruling.why().contains("BREAK-GLASS: the house is on fire"));
      assertThat(world.told)
          .filteredOn(subject -> subject.startsWith("BREAK-GLASS: on-call says yes"))
          .as("told once")
          .hasSize(1);
    }
  }

  @Test
  void breakGlassWithoutAReasonIsRejected() {
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(new World(), ApprovalTest::quorum)) {
      stage.people.answering(ask -> said.add(stage.operator.refused("decide", breakGlass(" "))));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said.get(0)).isEqualTo("break-glass needs a reason");
    }
  }

  @Test
  void breakGlassDoesNotProveAName() {
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(new World(), ApprovalTest::verified)) {
      stage.people.answering(ask -> said.add(stage.operator.say("decide", breakGlass("fire"))));
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said.get(0)).contains("does not count here");
    }
  }

  @Test
  void silenceDeclinesAndTheLadderIsClimbedInItsTime() {
    World world = new World();
    try (Stage stage = stage(world, policy -> policy)) {
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(report.rto().human())
          .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(30).plusSeconds(5));
      List<Entry> asked =
          report.journal().stream().filter(entry -> entry.kind().equals("asked")).toList();
      assertThat(asked)
          .extracting(Entry::what)
          .containsExactly("question 1: on-call", "question 1: backup, lead");
      assertThat(Duration.between(asked.get(0).at(), asked.get(1).at()))
          .isBetween(Duration.ofMinutes(5).minusSeconds(1), Duration.ofMinutes(5).plusSeconds(5));
      assertThat(report.journal())
          .anyMatch(entry -> entry.result().equals("no (nobody answered in time)"));
    }
  }

  private static void declined(World world, String by, String who, String code, String why) {
    String before = world.production();
    List<String> said = new ArrayList<>();
    try (Stage stage = stage(world, policy -> policy)) {
      answer(stage, who, code, said);
      Report report = stage.result(stage.begin("FallBackToFiles", by, false));
      assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
      assertThat(said.get(0)).isEqualTo("not counted: " + why);
      assertThat(report.decisions()).isNotEmpty().noneMatch(Ruling::counted);
      assertThat(world.production()).isEqualTo(before);
    }
  }

  private static void answerWithTheRightCode(Stage stage) {
    stage.people.answering(
        ask -> {
          Question about = ask.question();
          String code =
              FakePeople.code(ask.run(), about.number(), about.plan(), "on-call", "yes", false);
          stage.operator.decide(about, "yes", "on-call", code);
        });
  }

  private static void answer(Stage stage, String who, String code, List<String> said) {
    stage.people.answering(
        ask -> said.add(stage.operator.decide(ask.question(), "yes", who, code)));
  }

  private static Policy quorum(Policy policy) {
    return Records.with(policy, "quorum", 2);
  }

  private static Policy verified(Policy policy) {
    return Records.with(policy, "claimedCounts", false);
  }

  private static Decision breakGlass(String reason) {
    return new Decision(1, "yes", "on-call", "", reason, true);
  }

  private static Stage stage(World world, UnaryOperator<Policy> policy) {
    Stage stage = new Stage(world);
    stage.control.shape(Services.under(policy));
    return stage;
  }
}
