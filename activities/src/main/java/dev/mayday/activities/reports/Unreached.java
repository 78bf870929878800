package dev.mayday.activities.reports;

import dev.mayday.incident.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions that reached nobody, each judged by itself: that somebody answered another one says
 * nothing of it. One that somebody found and answered all the same is none of them.
 */
final class Unreached {
  /** A question's own sentence begins with its number; what came of it names it. */
  private static final Pattern NUMBER = Pattern.compile("(?s)(?:question )?(\\d{1,9})(?::.*)?");

  private static final String NOBODY = "nobody was reached";

  private final Map<String, List<Boolean>> reached = new LinkedHashMap<>();
  private String question = "";

  private Unreached() {}

  /** Their numbers in order; an empty one where a report of an earlier version has none. */
  static List<String> of(List<Entry> journal) {
    Unreached all = new Unreached();
    journal.forEach(all::take);
    return all.reached.entrySet().stream()
        .filter(one -> !one.getValue().contains(true))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void take(Entry entry) {
    switch (entry.kind()) {
      case "question" -> question = number(entry.what());
      case "asked" -> heard(number(entry.what()), !entry.result().startsWith(NOBODY));
      case "answer" -> {
        boolean given = !entry.result().endsWith("(nobody answered in time)");
        if (given) heard(number(entry.what()), true);
      }
      default -> {}
    }
  }

  private void heard(String about, boolean by) {
    reached.computeIfAbsent(about, any -> new ArrayList<>()).add(by);
  }

  /** What does not say its number is about the question before it. */
  private String number(String text) {
    Matcher number = NUMBER.matcher(text.strip());
    return number.matches() ? number.group(1) : question;
  }
}
