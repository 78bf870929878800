package dev.mayday.incident;

import java.util.List;

/**
 * The service's git working tree.
 *
 * @param path the working tree's folder
 * @param main the branch that works on the database
 * @param tag the tag whose code works on files
 * @param handsOff absolute paths of what the service and Mayday keep for themselves (sessions,
 *     copies, {@code .env}); where they lie in the tree, git never counts, keeps, moves or removes
 *     them, whether or not they are ignored
 */
public record Checkout(String path, String main, String tag, List<String> handsOff) {
  /** Fills in what an earlier version did not write. */
  public Checkout {
    handsOff = handsOff == null ? List.of() : List.copyOf(handsOff);
  }

  /** The same tree with other paths left alone. */
  public Checkout handsOff(List<String> paths) {
    return new Checkout(path, main, tag, paths);
  }
}
