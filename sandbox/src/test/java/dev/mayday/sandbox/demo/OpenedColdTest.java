package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Target;
import org.junit.jupiter.api.Test;

/** Negative controls of the look at the first ten lines. */
class OpenedColdTest {
  private static final OpenedCold PRODUCTION =
      new OpenedCold(new Target("production", "shopchat"), false);
  private static final String STATUS =
      """
      FallBackToFiles of production/shopchat: approve
        why     the database answers REFUSED
        seen    does the database answer now? → REFUSED
        done    make the sessions ready aside, from the warm copy
        question 1: carry out the plan
        answers yes | no; closes in 9 min 58 s with "no"; reached: on-call
        answer  mayday decide production/shopchat 1 yes --by YOUR-NAME --token-file FILE
      """;

  @Test
  void whatStandsThereIsFound() {
    PRODUCTION.saysEverythingAtOnce(STATUS);
    PRODUCTION.saysEverythingAtOnce("\n".repeat(3) + STATUS);
  }

  @Test
  void whatComesLaterOrIsAboutAnotherServiceIsNot() {
    notFound(PRODUCTION, "\n".repeat(4) + STATUS);
    notFound(PRODUCTION, STATUS.replace("REFUSED", "READY"));
    notFound(PRODUCTION, STATUS.replace("reached: on-call", "nobody was reached"));
    notFound(new OpenedCold(new Target("production", "whatsapp"), false), STATUS);
    notFound(new OpenedCold(PRODUCTION.target(), true), STATUS);
  }

  private static void notFound(OpenedCold wanted, String status) {
    assertThatThrownBy(() -> wanted.saysEverythingAtOnce(status))
        .isInstanceOf(AssertionError.class);
  }
}
