package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Question;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whoever sits at the demo's terminal is asked until an answer counts. */
class OnCallTest {
  private final List<String> decided = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private boolean open = true;

  @Test
  void withoutATerminalTheDemoAnswersAndSaysSo() {
    asked((String[]) null);
    assertThat(decided).containsExactly("2 yes");
    assertThat(said).singleElement().asString().contains("no terminal");
  }

  @Test
  void anAnswerThatDoesNotCountIsAskedForAgain() {
    asked("perhaps", "", " yes ");
    assertThat(decided).containsExactly("2 perhaps", "2 yes");
  }

  @Test
  void whoEndsTheInputLeavesTheQuestionToOthers() {
    asked();
    assertThat(decided).isEmpty();
    assertThat(said).singleElement().asString().contains("another terminal");
  }

  @Test
  void aQuestionThatHasClosedIsNotAskedAgain() {
    open = false;
    asked("perhaps", "yes");
    assertThat(decided).containsExactly("2 perhaps");
    assertThat(said).singleElement().asString().contains("was not answered from here");
  }

  private void asked(String... lines) {
    Deque<String> left = lines == null ? null : new ArrayDeque<>(Arrays.asList(lines));
    UnaryOperator<String> terminal = left == null ? null : prompt -> left.poll();
    new OnCall(terminal, this::decide, number -> open, said::add).answer(question());
  }

  private Spoken decide(int number, String answer) {
    decided.add(number + " " + answer);
    return new Spoken(answer.equals("yes") ? 0 : 1, "");
  }

  private static Question question() {
    return new Question(
        2, "go on?", List.of("yes", "no"), "no", Instant.EPOCH, Instant.MAX, 1, "", List.of());
  }
}
