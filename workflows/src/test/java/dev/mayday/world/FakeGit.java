package dev.mayday.world;

import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Git;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link Git} on a {@link World}. A local change is a line {@code path=content}. */
public final class FakeGit implements Git {
  private final World world;

  public FakeGit(World world) {
    this.world = world;
  }

  @Override
  public CheckoutState state(Checkout checkout) {
    synchronized (world) {
      int changed = (int) changes(git(checkout)).lines().count();
      return new CheckoutState(world.commit, world.branch, changed, world.torn, kept());
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
  public String ready(Checkout checkout, String name, String branch) {
    synchronized (world) {
      String commit = world.refs.containsValue(name) ? name : resolve(checkout, name);
      known(commit, branch);
      free();
      return commit;
    }
  }

  @Override
  public void checkout(Checkout checkout, String commit, String branch, String name, Fence fence) {
    synchronized (world) {
      known(commit, branch);
      world.fence(fence);
      if (world.commit.equals(commit) && world.branch.equals(branch) && pristine(checkout)) return;
      free();
      world.keptChanges.putIfAbsent(name, changes(git(checkout)));
      world.commit = commit;
      world.branch = branch;
      world.changes = changes(git(checkout).negate());
      world.torn = "";
    }
  }

  @Override
  public String putBack(Checkout checkout, CheckoutState was, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (!world.keptChanges.containsKey(name)) return world.outside;
      world.commit = was.commit();
      world.branch = was.branch();
      String others = changes(git(checkout).negate());
      world.changes = joined(Stream.of(world.keptChanges.remove(name), others));
      world.torn = "";
      return world.outside;
    }
  }

  private void known(String commit, String branch) {
    boolean there = branch.isEmpty() || commit.equals(world.refs.get(branch));
    if (!world.refs.containsValue(commit) || !there)
      throw new Refused("no commit " + commit + " on " + branch + "\nHINT: fetch it");
  }

  private void free() {
    if (world.torn.endsWith("_HEAD"))
      throw new Unsafe("not finished: " + world.torn + "\nHINT: finish it");
    if (!world.tracked.isEmpty())
      throw new Refused("git tracks " + world.tracked + "\nHINT: git rm --cached it");
    if (!world.inTheWay.isEmpty())
      throw new Unsafe(world.inTheWay + " would be overwritten\nHINT: move it away");
  }

  private List<String> kept() {
    return world.keptChanges.entrySet().stream()
        .filter(kept -> !kept.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .map(name -> "refs/mayday/" + name)
        .sorted()
        .toList();
  }

  private boolean pristine(Checkout checkout) {
    return changes(git(checkout)).isEmpty() && world.torn.isEmpty();
  }

  private String changes(Predicate<String> which) {
    return joined(world.changes.lines().filter(which));
  }

  private static String joined(Stream<String> lines) {
    return lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  /** Whether a changed line is of git's business. */
  private static Predicate<String> git(Checkout checkout) {
    return line -> {
      String path = checkout.path() + "/" + line.split("=", 2)[0];
      return !path.contains(".mayday-")
          && checkout.handsOff().stream()
              .noneMatch(off -> path.equals(off) || path.startsWith(off + "/"));
    };
  }
}
