package dev.mayday.sandbox.demo;

import dev.mayday.incident.Question;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * The person who is asked: whoever sits at the terminal, else the demo itself.
 *
 * @param terminal reads one line after a prompt, null at its end; itself null where nobody sits
 * @param decide says the answer to a question of this number by the {@code mayday} command
 * @param open whether the question of this number is open still
 * @param say shows a line
 */
record OnCall(
    UnaryOperator<String> terminal,
    BiFunction<Integer, String, Spoken> decide,
    IntPredicate open,
    Consumer<String> say) {

  /** Answers, and again where the answer did not count; whoever ends the input leaves it open. */
  void answer(Question question) {
    if (terminal == null)
      say.accept("there is no terminal to ask at: on-call answers yes for this demo");
    do {
      String line = terminal == null ? "yes" : terminal.apply(prompt(question));
      if (line == null) {
        say.accept("\n  no answer from here: the line above answers from another terminal");
        return;
      }
      if (!line.isBlank() && decide.apply(question.number(), line.strip()).code() == 0) return;
    } while (terminal != null && open.test(question.number()));
    say.accept("question " + question.number() + " was not answered from here");
  }

  private static String prompt(Question question) {
    return "\n  on-call, your answer (" + String.join(" | ", question.answers()) + "): ";
  }
}
