package dev.mayday.runbook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a run would put back, and what it would remove; each is registered before its act. */
final class Undos {
  private record Undoing(String phrase, Undo undo) {}

  private final Run run;
  private final Steps steps;
  private final Consumer<String> leave;
  private final Deque<Undoing> changes = new ArrayDeque<>();
  private final Deque<Undoing> asides = new ArrayDeque<>();

  Undos(Run run, Steps steps, Consumer<String> leave) {
    this.run = run;
    this.steps = steps;
    this.leave = leave;
  }

  void change(String phrase, Undo undo) {
    if (undo.mayWait()) changes.addLast(new Undoing(phrase, undo));
    else changes.addFirst(new Undoing(phrase, undo));
  }

  void aside(String phrase, Undo undo) {
    asides.push(new Undoing(phrase, undo));
  }

  /**
   * Undoes every change, newest first, then removes what was made ready. None is skipped; false if
   * a change could not be undone. What only stays aside breaks nothing: it is left to do.
   */
  boolean unwind() {
    boolean clean = unwind(changes, "undo", "put back");
    unwind(asides, "remove", "remove");
    return clean;
  }

  private boolean unwind(Deque<Undoing> left, String kind, String byHand) {
    boolean clean = true;
    while (!left.isEmpty()) {
      Undoing undoing = left.pop();
      String trouble = steps.undo(kind + ": " + undoing.phrase(), undoing.undo());
      run.journal.note(kind, undoing.phrase(), trouble.isEmpty() ? "done" : "FAILED: " + trouble);
      if (!trouble.isEmpty())
        leave.accept(byHand + " by hand: " + undoing.phrase() + " (" + trouble + ")");
      clean &= trouble.isEmpty();
    }
    return clean;
  }
}
