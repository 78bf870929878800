package dev.mayday.activities.neighbours;

import dev.mayday.incident.Neighbour.Shared;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A line for mayday.yaml, to be pasted under a service's neighbours and then thought about. */
final class Entry {
  private static final Pattern WORD = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@-]*");
  private static final String PLAIN = "[^A-Za-z0-9._-]+";
  private static final int LONGEST = 40;

  private Entry() {}

  /** The cautious beginning: it is seen, and nothing is done to it. */
  static String of(String name, String known, List<Shared> shared) {
    String shares =
        shared.stream()
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "%s: { %s, shares: [%s], treatment: untouched }".formatted(plain(name), known, shares);
  }

  /** A text within a line of YAML. */
  static String quoted(String text) {
    return WORD.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  /** A pattern that finds this text and hardly another. */
  static String pattern(String text) {
    return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "[$1]").replace("'", ".");
  }

  private static String plain(String name) {
    String plain = name.replaceAll(PLAIN, "-").replaceAll("^[^A-Za-z0-9]+", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST));
    return cut.isEmpty() ? "other" : cut;
  }
}
