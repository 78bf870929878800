package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.telegram.TelegramServer;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Who may say yes, on a real server by the real commands: whatever is said by whomever, a recovery
 * ends as its policy says, and every word stands in the report.
 */
class ApprovalsIT extends OnGround {
  private static final int GUESSES = 40;
  private static final String COUNTED = "counted: verified";
  private static final String LATE = "question 1 is not open; open is question 2";
  private static final int SHORT_GUESSES = 5;
  private final Chat chat = new Chat();
  private Picture before;
  private TelegramServer.Message old;

  ApprovalsIT() {
    super(
        1,
        60,
        "FallBackToFiles: { approveWithin: 2s, coolDown: 5s }",
        "ReturnToPostgres: { claimedCounts: false }");
  }

  @Override
  Setting before(Sandbox sandbox) {
    return chat.setting(sandbox);
  }

  @AfterAll
  void noChat() {
    chat.close();
  }

  @Test
  @Order(1)
  void nobodyAnswersSoNothingIsDone() throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    before = Picture.of(ground.scene);
    String run = ground.begin("FallBackToFiles", "nobody is awake");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.DECLINED);
    assertThat(end.decisions()).isEmpty();
    assertThat(results(end, "answer")).containsExactly("no (nobody answered in time)");
    assertThat(end.rto().human()).isPositive();
    assertThat(filed(run)).contains("DECLINED", "nobody answered in time");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    assertThat(ground.says(1, decides(1, "yes", "on-call", "on-call")))
        .as("a late yes")
        .contains("nothing runs as", "HINT: ");
    assertThat(ground.report(run).orElseThrow().decisions()).as("of a run that ended").isEmpty();
    aChangeWouldBeSeen();
  }

  /** Negative control: one line more in the settings, or one file more in the checkout. */
  private void aChangeWouldBeSeen() throws IOException {
    String env = Files.readString(ground.sandbox.envFile());
    Files.writeString(ground.sandbox.envFile(), env + "# a line\n");
    assertThat(Picture.of(ground.scene)).isNotEqualTo(before);
    Files.writeString(ground.sandbox.envFile(), env);
    Path left = Files.createFile(ground.sandbox.checkout().resolve("left.js"));
    assertThat(Picture.of(ground.scene).production()).isNotEqualTo(before);
    Files.delete(left);
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  @Test
  @Order(2)
  void whoeverMayNotIsHeardAndDoesNotCount() throws IOException {
    Rules rules = new Rules(ground);
    rules.people();
    rules.policy("quorum: 2, claimedCounts: false, approveWithin: 10m, coolDown: 5s");
    rules.apply();
    String run = ground.begin("FallBackToFiles", "two must say yes");
    Question first = ground.asked(run);
    refused("a name without a checked code does not count here", first, "on-call", "");
    refused("the code is not right", first, "on-call", "lead");
    refused("visitor is not on the ladder", first, "visitor", "visitor");
    refused("nobody approves their own recovery", first, "lead", "lead");
    assertThat(ground.says(0, decides(first.number(), "yes", "on-call", "on-call")))
        .as("one of two")
        .contains("counted: verified");
    Say say = new Say(ground, run);
    assertThat(say.decide(say.proven(first, "yes", "on-call")))
        .as("the same person once more")
        .isEqualTo("counted: verified");
    guessed(say, first);
    shortOnesAreGuessed(say, first);
    assertThat(ground.report(run).orElseThrow().open()).as("it is open still").isEqualTo(first);
    assertThat(Picture.of(ground.scene).production()).isEqualTo(before);

    thePlanChanges(say, first);
    ends(say, run);
  }

  private void refused(String why, Question question, String by, String token) {
    assertThat(ground.says(1, decides(question.number(), "yes", by, token)))
        .contains("not counted: " + why);
  }

  /** Wrong codes lock nobody out; a right one is not guessed. */
  private static void guessed(Say say, Question question) {
    String right = say.code(question, "yes", "backup");
    for (int guess = 0; guess < GUESSES; guess++) {
      char[] code = right.toCharArray();
      int at = guess % 5;
      code[at] = code[at] == 'A' ? 'B' : (char) ('A' + guess % 26);
      if (String.valueOf(code).equals(right)) code[at] = '7';
      assertThat(say.decide(Say.with(question, "yes", "backup", String.valueOf(code))))
          .isEqualTo("not counted: the code is not right");
    }
  }

  /** Five wrong ones close short codes for the question, also for a worker that comes after. */
  private void shortOnesAreGuessed(Say say, Question question) {
    old = chat.asked("Question " + question.number() + " about sandbox/whatsapp");
    for (int guess = 1; guess <= SHORT_GUESSES; guess++)
      assertThat(say.decide(Say.with(question, "no", "", "AAAA0" + guess)))
          .startsWith("not counted: the code is not right");
    ground.scene.killMayday();
    ground.scene.startMayday();
    assertThat(say.decide(Say.with(question, "no", "", Chat.code(old))))
        .startsWith("not counted: no more one-time codes are taken for this question");
  }

  /** Between the question and the yes the tag is moved: that plan was not approved. */
  private void thePlanChanges(Say say, Question first) throws IOException {
    String tagged = git("rev-parse", ground.sandbox.tag());
    String other = git("commit-tree", tagged + "^{tree}", "-p", tagged, "-m", "another release");
    git("update-ref", "refs/tags/" + ground.sandbox.tag(), other);
    assertThat(say.decide(say.proven(first, "yes", "backup"))).isEqualTo("counted: verified");
    Question second =
        ground
            .seen(say.run(), "another question", now -> now.open() != null && isSecond(now.open()))
            .open();
    assertThat(second.plan()).isNotEqualTo(first.plan());
    aLateYes(say, first);
    assertThat(say.decide(Say.with(second, "yes", "backup", say.code(first, "yes", "backup"))))
        .as("the old yes sent again")
        .isEqualTo("not counted: the code is not right");
    assertThat(Picture.of(ground.scene).production()).isEqualTo(before);
    git("update-ref", "refs/tags/" + ground.sandbox.tag(), tagged);
  }

  /**
   * To the old question. As an Update it is rejected before anything keeps it; a signal is kept and
   * stands in the report.
   */
  private void aLateYes(Say say, Question first) {
    long kept = updates(say.run());
    assertThat(ground.says(1, decides(1, "yes", "backup", "backup"))).contains(LATE);
    assertThat(updates(say.run())).as("Updates in the history").isEqualTo(kept).isPositive();
    assertThat(late(ground.report(say.run()).orElseThrow())).isEmpty();
    ground.of(say.run()).signal("decide", say.proven(first, "yes", "backup"));
    ground.seen(say.run(), "the same as a signal", now -> !late(now).isEmpty());
  }

  private long updates(String run) {
    List<HistoryEvent> all =
        ground.scene.client().fetchHistory(Scene.TARGET.recoveryId(), run).getEvents();
    return all.stream()
        .filter(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
        .count();
  }

  private static List<Ruling> late(Report report) {
    return report.decisions().stream().filter(one -> one.why().equals(LATE)).toList();
  }

  private static boolean isSecond(Question open) {
    return open.number() == 2 && !open.reached().isEmpty();
  }

  /**
   * Two say no in the same moment, and one of them yes: a no is the answer, the other is told so,
   * and the yes is one of two or comes too late.
   */
  private void ends(Say say, String run) throws IOException {
    Question open = ground.asked(run);
    List<String> said =
        say.atOnce(
            say.proven(open, "yes", "on-call"),
            say.proven(open, "no", "on-call"),
            say.proven(open, "no", "backup"));
    assertThat(said).allMatch(one -> COUNTED.equals(one) || one.contains("no question is open"));
    assertThat(said.subList(1, 3)).filteredOn(COUNTED::equals).hasSize(1);
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.DECLINED);
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    OnRecord.whatWasSaid(end.decisions(), GUESSES + SHORT_GUESSES - 1);
    assertThat(late(end))
        .singleElement()
        .matches(one -> one.by().equals("backup") && !one.counted() && one.question() == 1);
    assertThat(results(end, "drift")).contains("asked again");
    assertThat(filed(run))
        .contains(LATE)
        .contains("visitor is not on the ladder", "nobody approves their own recovery")
        .contains("a name without a checked code", "another plan than the approved one");
  }

  /**
   * Both of two say yes in the same moment, one by the code from the chat alone, but the database
   * answers again.
   */
  @Test
  @Order(3)
  void theDatabaseHealedBeforeTheYes() throws IOException {
    String run = ground.begin("FallBackToFiles", "it will be back");
    Question question = ground.asked(run);
    ground.sandbox.heal();
    Say say = new Say(ground, run);
    assertThat(
            say.atOnce(
                Say.with(question, "yes", "", Chat.code(chat.asked("Question 1 about"))),
                say.proven(question, "yes", "backup")))
        .containsExactly("counted: verified by one-time code", "counted: verified");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.HEALED_MEANWHILE);
    assertThat(end.decisions()).hasSize(2).allMatch(Ruling::counted);
    assertThat(filed(run)).contains("HEALED_MEANWHILE", "healed while people were asked");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
  }

  /** The starter alone, loudly; a claim breaks no glass. */
  @Test
  @Order(4)
  void breakGlassOverridesTheQuorumOnRecord() throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    String run = ground.begin("FallBackToFiles", "nobody else can be reached");
    Question question = ground.asked(run);
    assertThat(ground.says(1, broken(question, ""))).contains("does not count here");
    assertThat(ground.says(0, broken(question, "lead"))).contains("counted: verified");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.decisions())
        .filteredOn(Ruling::counted)
        .singleElement()
        .matches(one -> one.why().equals("verified, BREAK-GLASS: all the others sleep"));
    assertThat(end.journal()).anyMatch(one -> toldOfIt(one));
    assertThat(filed(run)).contains("BREAK-GLASS: all the others sleep");
    assertThat(ground.sandbox.awaitGreen(PATIENCE).mode()).isEqualTo("files");
  }

  private static boolean toldOfIt(Entry entry) {
    return entry.kind().equals("told") && entry.what().startsWith("BREAK-GLASS: lead says yes");
  }

  /** The way back, by a press: whoever else presses, and whatever old button, changes nothing. */
  @Test
  @Order(5)
  void theRightAccountPressesTheButtonAndTheRecoveryGoesOn() throws IOException {
    ground.sandbox.heal();
    String run = ground.begin("ReturnToPostgres", "the database is back");
    Question question = ground.asked(run);
    TelegramServer.Message asked =
        chat.asked("Question 1 about sandbox/whatsapp (ReturnToPostgres)");
    assertThat(chat.press(old, "yes", Chat.ON_CALL)).isEqualTo("This question is closed.");
    assertThat(chat.edited(old).buttons()).isEmpty();
    assertThat(chat.press(asked, "yes", 666)).contains("This account may not answer");
    assertThat(chat.press(asked, "yes", Chat.NIGHT)).contains("This button is somebody else's");
    assertThat(chat.send(old, asked.buttons().get("yes") + "A", Chat.ON_CALL))
        .as("a button that was never made")
        .isEqualTo("This question is closed.");
    assertThat(ground.report(run).orElseThrow().open()).as("it is open still").isEqualTo(question);

    assertThat(chat.press(asked, "yes", Chat.ON_CALL))
        .isEqualTo("on-call says yes to question 1: counted: verified by Telegram");
    assertThat(chat.send(chat.now(asked), asked.buttons().get("yes"), Chat.ON_CALL))
        .as("the same button once more")
        .containsAnyOf("counted already", "This question is closed.");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.decisions())
        .singleElement()
        .matches(one -> one.by().equals("on-call") && one.counted() && one.verified());
    assertThat(filed(run)).contains("on-call: yes (verified: Telegram)");
    assertThat(chat.now(asked).text()).contains("→ on-call says yes to question 1");
    assertThat(ground.sandbox.awaitGreen(PATIENCE).mode()).isEqualTo("postgres");
  }

  private List<String> broken(Question question, String token) {
    List<String> words = new ArrayList<>(decides(question.number(), "yes", "lead", token));
    words.addAll(List.of("--break-glass", "--reason", "all the others sleep"));
    return words;
  }

  private List<String> decides(int question, String answer, String by, String token) {
    List<String> words =
        new ArrayList<>(List.of("decide", String.valueOf(question), answer, "--by", by));
    if (!token.isEmpty())
      words.addAll(List.of("--token-file", ground.sandbox.secret(token).toString()));
    return words;
  }

  private static List<String> results(Report report, String kind) {
    return report.journal().stream()
        .filter(one -> one.kind().equals(kind))
        .map(Entry::result)
        .toList();
  }

  private String filed(String run) throws IOException {
    return Files.readString(ground.scene.reports().resolve(run + ".md"));
  }

  private String git(String... words) {
    return Typed.git(ground.sandbox.checkout(), words);
  }
}
