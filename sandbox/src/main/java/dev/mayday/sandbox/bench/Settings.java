package dev.mayday.sandbox.bench;

import dev.mayday.system.Refused;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a measured sandbox's mayday.yaml differs from the one that it is raised with. */
enum Settings implements UnaryOperator<String> {
  /** Nobody is asked. */
  AUTOMATIC {
    @Override
    public String apply(String yaml) {
      return swap(
          yaml,
          "(\\n +)KeepWarmCopy: .*",
          "$1KeepWarmCopy: { every: 10s }$1FallBackToFiles: { approval: automatic }");
    }
  },

  /** Nobody is asked, and waits are those of a service whose mayday.yaml does not name them. */
  USUAL_WAITS {
    @Override
    public String apply(String yaml) {
      String usual = swap(AUTOMATIC.apply(yaml), "probeApart: \\w+", "probeApart: 30s");
      return swap(usual, "steadyFor: \\w+", "steadyFor: 15s");
    }
  },

  /** Nobody is asked, and every wait is as short as the configuration allows. */
  NO_WAITS {
    @Override
    public String apply(String yaml) {
      String fast = swap(AUTOMATIC.apply(yaml), "probeApart: \\w+", "probeApart: 0s");
      return swap(fast, "steadyFor: \\w+", "steadyFor: 1s");
    }
  };

  /** Replaces what must be there. */
  static String swap(String yaml, String pattern, String replacement) {
    Matcher found = Pattern.compile(pattern).matcher(yaml);
    if (found.find()) return found.replaceFirst(replacement);
    throw new Refused(
        "the sandbox's mayday.yaml has nothing like " + pattern + "\nHINT: see Configuration");
  }

  /** The value of a key, as it stands there. */
  static String value(String yaml, String key) {
    Matcher found = Pattern.compile(key + ": (\\w+)").matcher(yaml);
    if (found.find()) return found.group(1);
    throw new Refused("the sandbox's mayday.yaml has no " + key + "\nHINT: see Configuration");
  }
}
