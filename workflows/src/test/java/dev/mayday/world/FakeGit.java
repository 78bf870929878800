package dev.mayday.world;

import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Refused;

/** {@link Git} on a {@link World}. */
public final class FakeGit implements Git {
  private final World world;

  public FakeGit(World world) {
    this.world = world;
  }

  @Override
  public CheckoutState state(Checkout checkout) {
    synchronized (world) {
      return new CheckoutState(
          world.commit, world.branch, (int) world.changes.lines().count(), world.torn);
    }
  }

  @Override
  public String resolve(Checkout checkout, String name) {
    synchronized (world) {
      String commit = world.refs.get(name);
      if (commit == null)
        throw new Refused("no tag or branch \"" + name + "\"\nHINT: see `git tag`");
      return commit;
    }
  }

  @Override
  public void checkout(Checkout checkout, String commit, String branch, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (!world.refs.containsValue(commit))
        throw new Refused("no commit " + commit + "\nHINT: fetch it");
      if (world.commit.equals(commit) && world.branch.equals(branch) && pristine()) return;
      world.keptChanges.putIfAbsent(name, world.changes);
      world.commit = commit;
      world.branch = branch;
      world.changes = "";
      world.torn = "";
    }
  }

  @Override
  public void putBack(Checkout checkout, CheckoutState was, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (!world.keptChanges.containsKey(name)) return;
      world.commit = was.commit();
      world.branch = was.branch();
      world.changes = world.keptChanges.remove(name);
      world.torn = "";
    }
  }

  private boolean pristine() {
    return world.changes.isEmpty() && world.torn.isEmpty();
  }
}
