package dev.mayday.runbook;

import dev.mayday.system.Fence;
import java.util.function.Consumer;

/** How a change is put back. It restores the past from what was read before, not the inverse. */
public final class Undo {
  private final Consumer<Fence> act;

  private Undo(Consumer<Fence> act) {
    this.act = act;
  }

  /** The act that restores what was; it must be harmless when the change never happened. */
  public static Undo by(Consumer<Fence> act) {
    return new Undo(act);
  }

  void run(Fence fence) {
    act.accept(fence);
  }
}
