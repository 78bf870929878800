package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Negative controls of the look at a report's gaps. */
class UnhandledTest {
  private static final Instant LAST = Instant.parse("2026-03-14T02:17:30Z");
  private static final Instant BROKEN = LAST.plusSeconds(1);
  private static final Instant AGAIN = LAST.plusSeconds(60);
  private static final Instant END = LAST.plusSeconds(90);
  private static final List<Instant> ACCEPTED =
      List.of(LAST.minusSeconds(9), LAST.minusMillis(4), AGAIN.plusMillis(7));

  @Test
  void fromTheLastMessageToTheNewConnectionIsRight() {
    assertThat(wrong(LAST, AGAIN)).isEmpty();
  }

  @Test
  void aGapThatIsTooLongOrTooShortIsSeen() {
    assertThat(wrong(LAST.minusSeconds(7), AGAIN)).contains(taken(LAST.minusMillis(4)));
    assertThat(wrong(LAST, AGAIN.plusSeconds(1))).containsExactly(taken(AGAIN.plusMillis(7)));
    assertThat(wrong(BROKEN.plusSeconds(11), AGAIN)).contains("begins after the failure");
    assertThat(wrong(LAST, LAST.plusMillis(1))).containsExactly("is over before the failure");
    assertThat(wrong(LAST.minusSeconds(3600), LAST.minusSeconds(1800)))
        .contains("the last message was another: Optional.empty");
  }

  @Test
  void aBoundIsNotWhatTheServiceTold() {
    Gap bound = new Gap("north", LAST, LAST, AGAIN, false);
    assertThat(wrong(bound)).containsExactly("its end is not told");
    Gap unknown = new Gap("north", null, LAST, AGAIN, true);
    assertThat(wrong(unknown)).containsExactly("no last message");
  }

  /** On a return the service works on until it is stopped, a moment after it was asked. */
  @Test
  void whatWasHandledAfterTheServiceWasAskedIsNoContradictionUntilItWasStopped() {
    Instant stopped = LAST.plusSeconds(4);
    Gap gap = new Gap("north", LAST, stopped, AGAIN, true);
    Instant meanwhile = LAST.plusSeconds(2);
    Instant afterwards = stopped.plusMillis(1);
    List<Instant> accepted = List.of(LAST.minusMillis(4), meanwhile, afterwards);
    assertThat(Unhandled.wrong(gap, stopped, Duration.ofSeconds(3), END, accepted))
        .containsExactly(taken(afterwards));
    assertThat(Unhandled.wrong(gap, stopped, Duration.ofSeconds(1), END, accepted))
        .containsExactly(taken(meanwhile), taken(afterwards));
  }

  private static List<String> wrong(Instant last, Instant again) {
    return wrong(new Gap("north", last, BROKEN, again, true));
  }

  private static List<String> wrong(Gap gap) {
    return Unhandled.wrong(gap, BROKEN, Duration.ZERO, END, ACCEPTED);
  }

  private static String taken(Instant at) {
    return "a message was taken in it: " + at;
  }
}
