package dev.mayday.starter.setup;

import dev.mayday.activities.git.Survey;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a tree's code says: pieces of its text, and in which files. */
record Words(Survey tree, String ref) {
  private static final Pattern SPECIAL = Pattern.compile("[.\\[\\]{}()*+?^$|\\\\]");

  /** What matches, each once, with the first file that it is in; the shortest first. */
  List<Map.Entry<String, String>> matching(String extended) {
    Set<String> seen = new LinkedHashSet<>();
    return tree.pieces(ref, extended).entrySet().stream()
        .flatMap(file -> file.getValue().stream().map(piece -> Map.entry(piece, file.getKey())))
        .filter(one -> seen.add(one.getKey()))
        .sorted(Comparator.comparingInt(one -> one.getKey().length()))
        .collect(Collectors.toList());
  }

  /** Texts between quotes that match, without the quotes. */
  List<Map.Entry<String, String>> quoted(String extended) {
    return matching("['\"`]" + extended + "['\"`]").stream()
        .map(one -> Map.entry(one.getKey().substring(1, one.getKey().length() - 1), one.getValue()))
        .toList();
  }

  /** The files that mention a text. */
  Set<String> files(String text) {
    return tree.pieces(ref, literal(text)).keySet();
  }

  boolean mention(String text) {
    return !files(text).isEmpty();
  }

  /** A text as a regular expression, for git and for Java. */
  static String literal(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
