package dev.mayday.laws;

import dev.mayday.incident.Service;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.runbook.Start;
import dev.mayday.runbook.Undo;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import io.temporal.workflow.WorkflowInit;

/** What a hurried author might write: each like {@link Small} but for one thing. */
final class Careless {
  private Careless() {}

  /** Forgets to put the checkout back. */
  public static final class WithoutUndo extends Small {
    /** Called by Temporal. */
    @WorkflowInit
    public WithoutUndo(Start start) {
      super(start);
    }

    @Override
    Undo backFrom(Recovery recovery, CheckoutState tree) {
      return Undo.by(fence -> {});
    }
  }

  /** Turns back from wherever it stands: tried again it turns once more. */
  public static final class TurningUndo extends Small {
    /** Called by Temporal. */
    @WorkflowInit
    public TurningUndo(Start start) {
      super(start);
    }

    @Override
    Undo backFrom(Recovery recovery, CheckoutState tree) {
      Service service = recovery.service();
      return Undo.by(
          fence -> {
            CheckoutState now = git.state(service.checkout());
            if (now.commit().equals(tree.commit()))
              git.checkout(service.checkout(), "commit-of-tag", "", recovery.name(), fence);
            else git.putBack(service.checkout(), tree, recovery.name(), fence);
          });
    }
  }

  /** Carries a fence that no undo can overtake, as if the target kept none. */
  public static final class WithoutFence extends Small {
    /** Called by Temporal. */
    @WorkflowInit
    public WithoutFence(Start start) {
      super(start);
    }

    @Override
    Fence fenced(Fence fence) {
      return new Fence(fence.service() + "-of-nobody", fence.run(), Long.MAX_VALUE, 0, 0);
    }
  }

  /** Declares a change what has no way back. */
  public static final class CommitAsChange extends Small {
    /** Called by Temporal. */
    @WorkflowInit
    public CommitAsChange(Start start) {
      super(start);
    }

    @Override
    void begin(Recovery recovery) {
      Service service = recovery.service();
      recovery.change(
          "start on files",
          Matters.NONE,
          fence -> pm2.start(service.process(), service.settings(), FILES, fence),
          Undo.by(fence -> {}));
    }
  }

  /** Changes the world where it should only look. */
  public static final class ChangingLook extends Small {
    /** Called by Temporal. */
    @WorkflowInit
    public ChangingLook(Start start) {
      super(start);
    }

    @Override
    protected boolean confirm(Recovery recovery) {
      Fence fence = new Fence("staging/whatsapp", recovery.name(), 1, 1, 1);
      recovery.check(
          "stop it already",
          () -> {
            pm2.stop(recovery.service().process(), fence);
            return "";
          });
      return super.confirm(recovery);
    }
  }
}
