package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.demo.OtherEnd.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Negative controls of the look at what WhatsApp's side wrote down. */
class OtherEndTest {
  private final Message first = message("x", "a", 0);
  private final Message second = message("x", "a", 1);
  private final Message onTheNextChain = message("x", "b", 0);

  @Test
  void whatMovesOnIsRight() {
    assertThat(OtherEnd.usedAgain(List.of(first, second, onTheNextChain))).isEmpty();
  }

  @Test
  void aKeyThatIsUsedTwiceIsFound() {
    assertThat(OtherEnd.usedAgain(List.of(first, second, second))).containsExactly(second);
    assertThat(OtherEnd.usedAgain(List.of(second, first))).containsExactly(first);
  }

  @Test
  void aChainThatWasLeftIsFound() {
    Message later = message("x", "a", 7);
    assertThat(OtherEnd.usedAgain(List.of(first, onTheNextChain, later))).containsExactly(later);
  }

  @Test
  void aSessionThatWasBegunAnewAndIsTakenUpAgainIsFound() {
    Message anew = message("y", "c", 0);
    assertThat(OtherEnd.usedAgain(List.of(first, anew, second))).containsExactly(second);
  }

  @Test
  void whatIsStoredCoversOnlyWhatWasSentBefore() {
    assertThat(second.at().covers(first.at())).isTrue();
    assertThat(first.at().covers(second.at())).isFalse();
    assertThat(onTheNextChain.at().covers(second.at())).isFalse();
  }

  private static Message message(String base, String chain, int counter) {
    Position at = new Position(base, chain, counter);
    return new Message(at.toString(), "1/session-48723917655.0.json", at, 4711);
  }
}
