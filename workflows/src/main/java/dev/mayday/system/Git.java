package dev.mayday.system;

import dev.mayday.incident.Checkout;
import io.temporal.activity.ActivityInterface;

/** The git working tree of a service. */
@ActivityInterface(namePrefix = "Git")
public interface Git {
  /** Reads where the working tree stands. */
  @Effect(Effect.Kind.READ)
  CheckoutState state(Checkout checkout);

  /**
   * The commit that a tag or branch of this clone names. Reads only; fetches nothing.
   *
   * @throws Refused when there is no such name
   */
  @Effect(Effect.Kind.READ)
  String resolve(Checkout checkout, String name);

  /**
   * Checks {@code commit} out in place; {@code branch} is the branch to be on, or empty to be
   * detached. Local changes, untracked files too, are first kept under {@code refs/mayday/<name>}
   * and are never lost; ignored files stay as they are. A torn checkout is finished. Ends proven:
   * the tree is the commit's tree.
   *
   * @throws Unsafe when an ignored file would be overwritten, or a lock is held by a live git
   * @throws Refused when the commit is not in the clone
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  void checkout(Checkout checkout, String commit, String branch, String name, Fence fence);

  /**
   * Puts back what {@link #checkout} found: commit, branch, local changes. Harmless when nothing
   * was changed.
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  void putBack(Checkout checkout, CheckoutState was, String name, Fence fence);
}
