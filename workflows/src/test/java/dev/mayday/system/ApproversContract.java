package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Question;
import dev.mayday.incident.Target;
import java.time.Instant;
import java.util.List;
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
  protected abstract String code(String run, int question, String plan, String by, String answer);

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

  private Claim claim(String run, int question, String plan, String by, String answer) {
    return new Claim(run, question, plan, by, answer, code("run-1", 1, "plan-1", "on-call", "yes"));
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
    assertThat(approvers().verify(new Claim("run-1", 1, "plan-1", "on-call", "yes", ""))).isFalse();
    assertThat(approvers().verify(new Claim("run-1", 1, "plan-1", "on-call", "yes", null)))
        .isFalse();
  }

  @Test
  void afterTooManyWrongCodesTheRightOneDoesNotCountEither() {
    Claim wrong = new Claim("run-1", 1, "plan-1", "on-call", "yes", "AAAAA-AAAAA-AAAAA-AAAAA");
    for (int attempt = 0; attempt < 20; attempt++) assertThat(approvers().verify(wrong)).isFalse();
    assertThat(approvers().verify(claim("run-1", 1, "plan-1", "on-call", "yes"))).isFalse();
    String others = code("run-1", 1, "plan-1", "backup", "yes");
    assertThat(approvers().verify(new Claim("run-1", 1, "plan-1", "backup", "yes", others)))
        .isTrue();
  }
}
