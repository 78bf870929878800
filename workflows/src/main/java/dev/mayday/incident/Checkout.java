package dev.mayday.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param tagModules the folder where the tag's own packages are installed; {@code node_modules} of
 *     the tree and it are among {@code handsOff} then. Empty where both releases share what is
 *     installed in the tree. An empty one is not written: what was written before has the same hash
 */
public record Checkout(
    String path,
    String main,
    String tag,
    List<String> handsOff,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String tagModules) {
  /** Fills in what an earlier version did not write. */
  public Checkout {
    handsOff = handsOff == null ? List.of() : List.copyOf(handsOff);
    if (tagModules == null) tagModules = "";
  }

  /** A tree whose packages both releases share. */
  public Checkout(String path, String main, String tag, List<String> handsOff) {
    this(path, main, tag, handsOff, "");
  }

  /** The same tree with other paths left alone. */
  public Checkout handsOff(List<String> paths) {
    return new Checkout(path, main, tag, paths, tagModules);
  }
}
