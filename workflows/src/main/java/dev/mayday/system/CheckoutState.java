package dev.mayday.system;

/**
 * Where a working tree stands.
 *
 * @param commit id that HEAD points to
 * @param branch the branch that HEAD is on, empty when detached
 * @param changed number of files that differ from HEAD or are untracked (ignored ones do not count)
 * @param torn what an interrupted git left behind (index.lock, an unfinished merge …), empty when
 *     nothing
 */
public record CheckoutState(String commit, String branch, int changed, String torn) {}
