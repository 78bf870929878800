package dev.mayday.scenario;

import dev.mayday.system.CheckoutState;
import dev.mayday.system.EnvState;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Returned;
import dev.mayday.system.SavedProcess;
import dev.mayday.system.Source;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What checks saw, in words for people. */
final class Sayings {
  private static final int LONGEST = 200;

  private Sayings() {}

  static String of(EnvState env) {
    return env.values().isEmpty() ? "nothing is set" : of(new TreeMap<>(env.values()));
  }

  /** Variables and their values; a value that lists thousands of companies is cut. */
  static String of(Map<String, String> values) {
    Map<String, String> said = new LinkedHashMap<>();
    values.forEach((name, value) -> said.put(name, cut(value)));
    return said.toString();
  }

  private static String cut(String value) {
    return value.length() <= LONGEST
        ? value
        : value.substring(0, LONGEST) + "… (" + value.length() + " characters)";
  }

  static String of(ProcessState state) {
    return state.status() + (state.mode().isEmpty() ? "" : ", mode " + state.mode());
  }

  /** Where a checkout stands, in one word. */
  static String place(CheckoutState tree) {
    return tree.branch().isEmpty() ? tree.commit() : tree.branch();
  }

  static String of(SavedProcess saved) {
    if (!saved.listed()) return "PM2 has saved nothing of it";
    if (!saved.trouble().isEmpty()) return saved.trouble();
    String mode = saved.own().isEmpty() ? "in no mode of PM2's own" : "with " + of(saved.own());
    return "saved as " + saved.status() + ", " + mode;
  }

  static String of(CheckoutState tree) {
    String branch = tree.branch().isEmpty() ? "detached" : "on " + tree.branch();
    return tree.commit()
        + ", "
        + branch
        + ", "
        + tree.changed()
        + " local changes"
        + (tree.torn().isEmpty() ? "" : ", torn: " + tree.torn());
  }

  static String of(Source.Kind kind) {
    return switch (kind) {
      case LIVE -> "the live database";
      case WARM_COPY -> "the warm copy";
      case FILES -> "the files on disk";
    };
  }

  static String of(List<Source> sources) {
    return sources.isEmpty()
        ? "nowhere"
        : sources.stream().map(Sayings::of).collect(Collectors.joining("; "));
  }

  static String of(Returned found) {
    return found.inserted()
        + " new, "
        + found.updated()
        + " newer, "
        + found.deleted()
        + " removed, "
        + found.unchanged()
        + " equal, "
        + found.conflicts().size()
        + " kept as in the database";
  }

  static String of(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }

  private static String of(Source source) {
    String age =
        source.snapshot() == null ? "" : " of " + source.snapshot().truncatedTo(ChronoUnit.SECONDS);
    return of(source.kind()) + age + ", " + source.keys() + " keys";
  }
}
