package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Gap;
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
    assertThat(Unhandled.wrong(bound, BROKEN, END, ACCEPTED))
        .containsExactly("its end is not told");
    Gap unknown = new Gap("north", null, LAST, AGAIN, true);
    assertThat(Unhandled.wrong(unknown, BROKEN, END, ACCEPTED)).containsExactly("no last message");
  }

  private static List<String> wrong(Instant last, Instant again) {
    return Unhandled.wrong(new Gap("north", last, BROKEN, again, true), BROKEN, END, ACCEPTED);
  }

  private static String taken(Instant at) {
    return "a message was taken in it: " + at;
  }
}
