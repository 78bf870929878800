package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.approvers.Codes;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Ask;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People answer and steer from the terminal. */
@Timeout(120)
class SteerTest {
  private static final String TOKEN = "token-of-on-call-31f0";
  @TempDir Path folder;
  private final World world = new World();
  private final Stage stage = new Stage(world, new RealCodes(Map.of("on-call", TOKEN)));
  private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
    terminal = new Terminal(folder, Map.of(), () -> Meanwhile.client(stage));
    assertThat(terminal.types("recover", "FallBackToFiles", "--by", "pager").exit()).isZero();
    Meanwhile.until(stage, () -> !stage.people.asked().isEmpty());
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aTokenProvesWhoAnswers() throws IOException {
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Terminal.Said said =
        terminal.types(
            "decide", "staging/whatsapp", "1", "yes", "--by", "on-call", "--token-file", "token");
    assertThat(said.exit()).as(said.toString()).isZero();
    assertThat(said.out()).contains("counted: verified").doesNotContain(TOKEN);
    assertThat(end().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void aWrongTokenDoesNotCount() throws IOException {
    Files.writeString(folder.resolve("token"), "another");
    Terminal.Said said =
        terminal.types("decide", "1", "yes", "--by", "on-call", "--token-file", "token");
    assertThat(said.exit()).as(said.toString()).isEqualTo(Exit.REFUSED);
    assertThat(said.out()).contains("not counted: the code is not right");
  }

  @Test
  void theTokenMayComeByReference() {
    Terminal other =
        new Terminal(
            folder,
            Map.of("MAYDAY_BY", "on-call", "MAYDAY_TOKEN", "env:MINE", "MINE", TOKEN),
            () -> Meanwhile.client(stage));
    Terminal.Said said = other.types("decide", "1", "no");
    assertThat(said.out()).as(said.toString()).contains("counted: verified");
  }

  @Test
  void anAnswerToAnotherQuestionIsRejectedWithTheRightNumber() {
    Terminal.Said said = terminal.types("decide", "7", "yes", "--by", "on-call");
    assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("question 7 is not open; open is question 1");
  }

  @Test
  void anIllegalAnswerIsRejectedWithTheLegalOnes() {
    Terminal.Said said = terminal.types("decide", "1", "maybe", "--by", "on-call");
    assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("legal are yes, no");
  }

  @Test
  void pauseHoldsAndResumeGoesOn() {
    assertThat(terminal.types("pause", "--by", "on-call").out()).contains("holds before");
    Terminal.Said again = terminal.types("pause", "--by", "on-call");
    assertThat(again.exit()).isEqualTo(Exit.REFUSED);
    assertThat(again.err()).contains("it is paused already");
    assertThat(terminal.types("resume", "--by", "on-call").out()).contains("goes on");
    assertThat(terminal.types("resume", "--by", "on-call").exit()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void abortEndsItAndChangesNothing() {
    String before = world.production();
    Terminal.Said said = terminal.types("abort", "--by", "on-call", "--why", "a drill gone wrong");
    assertThat(said.exit()).as(said.toString()).isZero();
    Report end = end();
    assertThat(end.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(end.why()).contains("on-call").contains("a drill gone wrong");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void handOverAndRollBackAreHeard() {
    assertThat(terminal.types("hand-over", "--by", "lead").out()).contains("safe point");
    assertThat(end().outcome()).isEqualTo(Outcome.HANDED_OVER);
  }

  @Test
  void retryNeedsABlockedStep() {
    Terminal.Said said = terminal.types("retry", "--by", "on-call");
    assertThat(said.exit()).as(said.toString()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("\"retry\" is no legal answer");
  }

  @Test
  void theCodeCanBeMadeFromTheHistoryAlone() {
    Ask asked = stage.people.asked().get(0);
    var question =
        new OpenQuestion(Meanwhile.client(stage), Services.TARGET.recoveryId()).asked(asked.run());
    assertThat(question.plan()).isEqualTo(asked.question().plan());
    assertThat(question.number()).isEqualTo(1);
    assertThat(Codes.make(TOKEN, asked.run(), 1, question.plan(), "on-call", "yes", false))
        .isEqualTo(
            Codes.make(TOKEN, asked.run(), 1, asked.question().plan(), "on-call", "yes", false));
  }

  @Test
  void statusShowsTheQuestionAndTheLineThatAnswersIt() {
    Terminal.Said said = terminal.types("status");
    assertThat(said.out())
        .contains("FallBackToFiles of staging/whatsapp (drill): approve")
        .contains("0 of 10 steps done")
        .contains("question 1: carry out the plan")
        .contains("reached: on-call")
        .contains("mayday decide staging/whatsapp 1 yes --by YOUR-NAME");
    assertThat(terminal.types("status", "--json").out())
        .contains("\"workflowId\" : \"recovery/staging/whatsapp\"")
        .contains("\"otherwise\" : \"no\"");
  }

  @Test
  void aReportUnderWayComesFromTheRunItself() {
    assertThat(terminal.types("report").out()).contains("UNDER WAY").contains("FallBackToFiles");
    assertThat(terminal.types("report", "--json").out()).contains("\"scenario\"");
  }

  @Test
  void standBackReachesWhatRuns() {
    Terminal.Said on = terminal.types("stand-back", "on", "--by", "lead", "--why", "maintenance");
    assertThat(on.exit()).as(on.toString()).isZero();
    assertThat(on.out()).contains("stands back in staging").contains("holds before");
    assertThat(terminal.types("status").out()).contains("standing back in staging: lead: maint");
    Terminal.Said off = terminal.types("stand-back", "off", "staging", "--by", "lead");
    assertThat(off.out()).contains("may act again in staging").contains("goes on");
    assertThat(end().decisions()).extracting(Ruling::by).isEmpty();
  }

  @Test
  void standBackOffLeavesAPauseThatSomebodyNeeds() {
    String[] pause = {"pause", "--by", "on-call", "--why", "I work on the tree"};
    assertThat(terminal.types(pause).exit()).isZero();
    terminal.types("stand-back", "on", "--by", "lead", "--why", "maintenance");
    Terminal.Said off = terminal.types("stand-back", "off", "staging", "--by", "lead");
    assertThat(off.out()).contains("stays paused by on-call").doesNotContain("goes on");
    assertThat(terminal.types("report", "--json").out())
        .contains("\"pausedBy\"")
        .contains("on-call");
  }

  private Report end() {
    Line line = new Line(Meanwhile.client(stage), Services.TARGET.recoveryId());
    Line.Seen run = line.newest().orElseThrow();
    Meanwhile.until(stage, () -> !line.open(run.run()));
    return line.report(run.run());
  }
}
