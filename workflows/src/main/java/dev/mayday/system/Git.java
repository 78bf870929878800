package dev.mayday.system;

import dev.mayday.incident.Checkout;
import io.temporal.activity.ActivityInterface;

/**
 * The git working tree of a service. What {@link Checkout#handsOff()} names, and everything with
 * {@code .mayday-} in its name, is none of git's business: it is never counted as a local change,
 * never becomes a git object, is never moved and never removed, ignored or not.
 */
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
   * Whether {@link #checkout} of the commit that a tag, a branch or its own id names would go now;
   * said before anything is stopped. Reads only, and refuses for every reason that can be seen in
   * advance. Returns the commit's id.
   *
   * @throws Unsafe when somebody has not finished something, a lock is held by a live git, or a
   *     file that was not kept would be overwritten
   * @throws Refused when the commit or one of its objects is not in the clone, the branch is
   *     elsewhere, a right to write is missing, git tracks what is none of its business, a package
   *     that the commit's {@code package.json} names is not installed where it will look for it, or
   *     the disk has no room for the way there and back
   */
  @Effect(Effect.Kind.READ)
  String ready(Checkout checkout, String name, String branch);

  /**
   * Checks {@code commit} out in place; {@code branch} is the branch to be on, or empty to be
   * detached. Local changes, untracked files too, are first kept under {@code refs/mayday/<name>}
   * and are never lost; ignored files stay as they are. A torn checkout is finished. Ends proven:
   * the tree is the commit's tree. Where the tag has {@linkplain Checkout#tagModules() packages of
   * its own}, those of the commit are in place then, and the branch's wait beside. The room that
   * {@link #putBack} needs is taken on the disk before anything is moved, and kept until then or
   * until the next checkout.
   *
   * @throws Unsafe as {@link #ready}
   * @throws Refused as {@link #ready}; nothing was touched then
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  void checkout(Checkout checkout, String commit, String branch, String name, Fence fence);

  /**
   * Puts back what {@link #checkout} found: commit, branch, local changes, packages. Harmless when
   * nothing was changed. What was written in the tree since is kept as well; where a full disk has
   * no room for that it is spared, and renamed where it is in the way: nothing is lost, and nothing
   * holds the way back up. Returns what of it a person must know, which is mostly nothing: an empty
   * text.
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  String putBack(Checkout checkout, CheckoutState was, String name, Fence fence);
}
