package dev.mayday.worker.byhand;

import dev.mayday.incident.Checkout;
import java.nio.file.Path;

/**
 * How the tag's own packages come in place by hand, and the branch's back, under the names that
 * Mayday gives them. Nothing is said where both releases share theirs. Each line may be repeated.
 */
final class TagModules {
  private static final String PLACE =
      " && as sh -c 'cd \"$1\" && [ -d \"$2\" ] && { [ \"$(readlink node_modules)\" = \"$2\" ] ||"
          + " { { [ -e node_modules.mayday-branch ]"
          + " || mv -T node_modules node_modules.mayday-branch; }"
          + " && ln -sT \"$2\" node_modules; }; }' sh ";
  private static final String BACK =
      " && as sh -c 'cd \"$1\" && { [ ! -e node_modules.mayday-branch ] || {"
          + " { [ ! -L node_modules ] || rm node_modules; }"
          + " && mv -T node_modules.mayday-branch node_modules; }; }' sh ";

  private TagModules() {}

  static String place(Checkout checkout) {
    return checkout.tagModules().isEmpty()
        ? ""
        : PLACE + word(checkout.path()) + " " + word(checkout.tagModules());
  }

  static String putBack(Checkout checkout) {
    return checkout.tagModules().isEmpty() ? "" : BACK + word(checkout.path());
  }

  private static String word(String path) {
    return Shell.word(Path.of(path).toString());
  }
}
