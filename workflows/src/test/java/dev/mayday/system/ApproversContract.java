package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Question;
import dev.mayday.incident.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link Approvers} promises. The world has the people {@code on-call}
 * and {@code backup}, each with a token.
 */
public abstract class ApproversContract {
  private static final Instant ASKED = Instant.parse("2026-03-14T02:17:31Z");

  protected abstract Approvers approvers();

  protected abstract Target target();

  /** From now on no channel confirms anything. */
  protected abstract void deafen();

  /** What a person was asked, in order. */
  protected abstract List<String> asked(String person);

  /** The code that a person's own token gives for an answer. */
  protected abstract String code(
      String run, int question, String plan, String by, String answer, boolean breakGlass);

  /** The code that a person was sent with a question, for a channel that is theirs alone. */
  protected abstract String oneTimeCode(String run, int question, String plan, String person);

  /** What a press of a person's button proves. */
  protected abstract String press(String run, int question, String plan, String by, String answer);

  /** A question to these people. */
  protected final Ask ask(String... people) {
    Question question =
        new Question(
            1,
            "may this plan be carried out?",
            List.of("yes", "no"),
            "no",
            ASKED,
            ASKED.plusSeconds(900),
            1,
            "4f1d2c3b4a59687f",
            List.of());
    List<String> plan = List.of("change: stop whatsapp, proven", "commit: start on files");
    return new Ask(
        target(),
        "FallBackToFiles",
        target().recoveryId(),
        "run-1",
        question,
        plan,
        List.of(people));
  }

  /** The code for yes to the first question, claimed to be for this. */
  private Claim claim(String run, int question, String plan, String by, String answer) {
    String code = code("run-1", 1, "plan-1", "on-call", "yes", false);
    return new Claim(run, question, plan, by, answer, false, code);
  }

  @Test
  void theReachedAreNamedOnceEach() {
    assertThat(approvers().ask(ask("on-call", "backup")))
        .containsExactlyInAnyOrder("on-call", "backup");
    assertThat(asked("on-call")).hasSize(1);
    assertThat(asked("backup")).hasSize(1);
  }

  @Test
  void nobodyReachedIsSaidSo() {
    deafen();
    assertThat(approvers().ask(ask("on-call"))).isEmpty();
  }

  @Test
  void somebodyUnknownIsNotReached() {
    assertThat(approvers().ask(ask("nobody-here", "backup"))).containsExactly("backup");
  }

  @Test
  void aPersonsOwnCodeIsVerifiedAlsoWhenItIsCheckedAgain() {
    Claim own = claim("run-1", 1, "plan-1", "on-call", "yes");
    assertThat(approvers().verify(own)).isTrue();
    assertThat(approvers().verify(own)).isTrue();
  }

  @Test
  void aCodeCountsForNothingElse() {
    assertThat(approvers().verify(claim("run-2", 1, "plan-1", "on-call", "yes"))).isFalse();
    assertThat(approvers().verify(claim("run-1", 2, "plan-1", "on-call", "yes"))).isFalse();
    assertThat(approvers().verify(claim("run-1", 1, "plan-2", "on-call", "yes"))).isFalse();
    assertThat(approvers().verify(claim("run-1", 1, "plan-1", "on-call", "no"))).isFalse();
    assertThat(approvers().verify(claim("run-1", 1, "plan-1", "backup", "yes"))).isFalse();
    assertThat(approvers().verify(claim("run-1", 1, "plan-1", "stranger", "yes"))).isFalse();
  }

  @Test
  void noCodeProvesNothing() {
    assertThat(approvers().verify(ofOnCall(false, ""))).isFalse();
    assertThat(approvers().verify(ofOnCall(false, null))).isFalse();
  }

  /** Whoever reads a history must not make a quiet yes of one person the loud yes of all. */
  @Test
  void aCodeForAPlainAnswerBreaksNoGlassNorTheOtherWayRound() {
    String plain = code("run-1", 1, "plan-1", "on-call", "yes", false);
    String loud = code("run-1", 1, "plan-1", "on-call", "yes", true);
    assertThat(approvers().verify(ofOnCall(true, plain))).isFalse();
    assertThat(approvers().verify(ofOnCall(false, loud))).isFalse();
    assertThat(approvers().verify(ofOnCall(true, loud))).isTrue();
  }

  @Test
  void aStrangerWhoGuessesInSomebodysNameKeepsNobodyFromAnswering() {
    for (int guess = 0; guess < 100; guess++) {
      String wrong =
          "AAAAA-AAAAA-AAAAA-A" + (char) ('A' + guess / 26) + "A" + (char) ('A' + guess % 26);
      assertThat(approvers().verify(ofOnCall(false, wrong))).isFalse();
    }
    assertThat(approvers().verify(claim("run-1", 1, "plan-1", "on-call", "yes"))).isTrue();
  }

  private static Claim ofOnCall(boolean breakGlass, String code) {
    return new Claim("run-1", 1, "plan-1", "on-call", "yes", breakGlass, code);
  }

  @Test
  void aLongCodeIsWhoseTokenMadeIt() {
    Claim own = claim("run-1", 1, "plan-1", "on-call", "yes");
    assertThat(approvers().identify(own)).isEqualTo(new Identity("on-call", Identity.TOKEN));
    assertThat(approvers().identify(claim("run-1", 1, "plan-1", "backup", "yes")))
        .isEqualTo(Identity.NOBODY);
    assertThat(approvers().identify(ofOnCall(false, null))).isEqualTo(Identity.NOBODY);
  }

  @Test
  void aOneTimeCodeSaysWhoseItIsAlsoWithoutAName() {
    Identity onCall = new Identity("on-call", Identity.ONE_TIME);
    assertThat(oneTime("run-1", 1, "plan-1", "on-call")).isEqualTo(onCall);
    assertThat(oneTime("run-1", 1, "plan-1", "")).isEqualTo(onCall);
    assertThat(approvers().identify(lower("on-call"))).isEqualTo(onCall);
  }

  private Claim lower(String by) {
    String code = oneTimeCode("run-1", 1, "plan-1", "on-call").toLowerCase(Locale.ROOT);
    return new Claim("run-1", 1, "plan-1", by, "no", false, code);
  }

  @Test
  void aOneTimeCodeIsNoneForAnythingElse() {
    assertThat(oneTime("run-1", 1, "plan-1", "backup")).as("a name").isEqualTo(Identity.NOBODY);
    assertThat(oneTime("run-2", 1, "plan-1", "")).as("a run").isEqualTo(Identity.NOBODY);
    assertThat(oneTime("run-1", 2, "plan-1", "")).as("a question").isEqualTo(Identity.NOBODY);
    assertThat(oneTime("run-1", 1, "plan-2", "")).as("a plan").isEqualTo(Identity.NOBODY);
  }

  private Identity oneTime(String run, int question, String plan, String by) {
    String code = oneTimeCode("run-1", 1, "plan-1", "on-call");
    return approvers().identify(new Claim(run, question, plan, by, "yes", false, code));
  }

  @Test
  void aPressProvesItsAnswerAlone() {
    String pressed = press("run-1", 1, "plan-1", "on-call", "yes");
    assertThat(approvers().identify(ofOnCall(false, pressed)))
        .isEqualTo(new Identity("on-call", Identity.TELEGRAM));
    assertThat(approvers().identify(ofOnCall(true, pressed)))
        .as("break-glass")
        .isEqualTo(Identity.NOBODY);
    for (Claim other :
        List.of(
            new Claim("run-1", 1, "plan-1", "on-call", "no", false, pressed),
            new Claim("run-1", 1, "plan-1", "backup", "yes", false, pressed),
            new Claim("run-1", 2, "plan-1", "on-call", "yes", false, pressed),
            new Claim("run-2", 1, "plan-1", "on-call", "yes", false, pressed),
            new Claim("run-1", 1, "plan-2", "on-call", "yes", false, pressed)))
      assertThat(approvers().identify(other)).as("%s", other).isEqualTo(Identity.NOBODY);
  }
}
