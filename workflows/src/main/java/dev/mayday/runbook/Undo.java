package dev.mayday.runbook;

import dev.mayday.system.Fence;
import java.util.function.Consumer;

/** How a change is put back. It restores the past from what was read before, not the inverse. */
public final class Undo {
  private final Consumer<Fence> act;
  private final boolean mayWait;

  private Undo(Consumer<Fence> act, boolean mayWait) {
    this.act = act;
    this.mayWait = mayWait;
  }

  /** The act that restores what was; it must be harmless when the change never happened. */
  public static Undo by(Consumer<Fence> act) {
    return new Undo(act, false);
  }

  /** As {@link #by}, but the service can run as before without it: it comes after all others. */
  public static Undo afterwards(Consumer<Fence> act) {
    return new Undo(act, true);
  }

  boolean mayWait() {
    return mayWait;
  }

  void run(Fence fence) {
    act.accept(fence);
  }
}
