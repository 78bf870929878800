package dev.mayday.activities.sessions.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sentences about one company; a thousand damaged keys must not make a thousand sentences. */
final class Findings {
  private static final int SHOWN = 20;

  private final Set<String> shown = new LinkedHashSet<>();
  private long more;

  void add(String sentence) {
    if (shown.contains(sentence)) return;
    if (shown.size() < SHOWN) shown.add(sentence);
    else more++;
  }

  List<String> all() {
    List<String> all = new ArrayList<>(shown);
    if (more > 0) all.add("and " + more + " more findings");
    return all;
  }
}
