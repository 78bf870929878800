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
   * Undoes every change, newest first, then removes what was made ready. None is skipped. Where a
   * change could not be undone, what lies aside stays too: it may be what a person needs to put the
   * rest back. What only stays aside breaks nothing: it is left to do.
   *
   * @return whether the service is as it was; what it runs without is left to do, and no damage
   */
  boolean unwind() {
    boolean asItWas = true;
    boolean all = true;
    while (!changes.isEmpty()) {
      Undoing next = changes.pop();
      boolean done = undo(next, "undo", "put back");
      all &= done;
      asItWas &= done || next.undo.mayWait();
    }
    if (all) while (!asides.isEmpty()) undo(asides.pop(), "remove", "remove");
    else
      asides.forEach(
          one -> leave.accept("remove by hand, when all else is put back: " + one.phrase));
    return asItWas;
  }

  /** Names what stands when nothing is undone, newest first. */
  void nameWhatStands() {
    for (Undoing one : changes)
      leave.accept((one.done ? "stands: " : "was begun and may stand: ") + one.phrase);
  }

  private boolean undo(Undoing undoing, String kind, String byHand) {
    String trouble = steps.undo(kind + ": " + undoing.phrase, undoing.undo);
    run.journal.note(kind, undoing.phrase, trouble.isEmpty() ? "done" : "FAILED: " + trouble);
    if (!trouble.isEmpty())
      leave.accept(byHand + " by hand: " + undoing.phrase + " (" + trouble + ")");
    return trouble.isEmpty();
  }
}
