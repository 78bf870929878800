package dev.mayday.activities.git;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where a file of the working tree is in nobody's way: git tracks it neither now nor then, and
 * nothing of the tree that comes lies at its place, above it or below it.
 */
record Wayside(Set<String> taken) {
  /** For a way to {@code commit}, and to {@code tree} from there. */
  static Wayside of(Repo repo, String commit, String tree) {
    Set<String> taken = new LinkedHashSet<>(repo.items("ls-files", "-c", "-z"));
    for (String next : new String[] {commit, tree})
      taken.addAll(repo.items("ls-tree", "-r", "-z", "--name-only", next));
    return new Wayside(taken);
  }

  boolean holds(String file) {
    return taken.stream().noneMatch(name -> same(file, name));
  }

  /** One file, or one a folder above the other. */
  private static boolean same(String one, String other) {
    return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
  }
}
