package dev.mayday.system;

import java.util.List;

/**
 * Where a working tree stands.
 *
 * @param commit id that HEAD points to
 * @param branch the branch that HEAD is on, empty when detached
 * @param changed number of files that differ from HEAD or are untracked (ignored ones do not count)
 * @param torn what an interrupted git left behind (index.lock, an unfinished merge …), empty when
 *     nothing
 * @param kept refs of local changes that an earlier checkout kept and nobody has put back: they are
 *     in the repository and not in the working tree
 */
public record CheckoutState(
    String commit, String branch, int changed, String torn, List<String> kept) {
  /** Fills in what an earlier version did not write. */
  public CheckoutState {
    kept = kept == null ? List.of() : List.copyOf(kept);
  }
}
