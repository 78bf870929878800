package dev.mayday.runbook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a run would put back, and what it would remove; each is registered before its act. */
final class Undos {
  private static final class Undoing {
    private final String phrase;
    private final Undo undo;
    private boolean done;

    private Undoing(String phrase, Undo undo) {
      this.phrase = phrase;
      this.undo = undo;
    }
  }

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

  /** Returns what to call when the change is done. */
  Runnable change(String phrase, Undo undo) {
    Undoing undoing = new Undoing(phrase, undo);
    if (undo.mayWait()) changes.addLast(undoing);
    else changes.addFirst(undoing);
    return () -> undoing.done = true;
  }

  void aside(String phrase, Undo undo) {
    asides.push(new Undoing(phrase, undo));
  }

  /**
   * Undoes every change, newest first, then removes what was made ready. None is skipped; false if
   * a change could not be undone. Then what lies aside stays too: it may be what a person needs to
   * put the rest back. What only stays aside breaks nothing: it is left to do.
   */
  boolean unwind() {
    boolean clean = unwind(changes, "undo", "put back");
    if (clean) unwind(asides, "remove", "remove");
    else
      asides.forEach(
          one -> leave.accept("remove by hand, when all else is put back: " + one.phrase));
    return clean;
  }

  /** Names what stands when nothing is undone, newest first. */
  void nameWhatStands() {
    for (Undoing one : changes)
      leave.accept((one.done ? "stands: " : "was begun and may stand: ") + one.phrase);
  }

  private boolean unwind(Deque<Undoing> left, String kind, String byHand) {
    boolean clean = true;
    while (!left.isEmpty()) {
      Undoing undoing = left.pop();
      String trouble = steps.undo(kind + ": " + undoing.phrase, undoing.undo);
      run.journal.note(kind, undoing.phrase, trouble.isEmpty() ? "done" : "FAILED: " + trouble);
      if (!trouble.isEmpty())
        leave.accept(byHand + " by hand: " + undoing.phrase + " (" + trouble + ")");
      clean &= trouble.isEmpty();
    }
    return clean;
  }
}
