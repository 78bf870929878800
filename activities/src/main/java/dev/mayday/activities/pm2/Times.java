package dev.mayday.activities.pm2;

import dev.mayday.activities.moment.Moments;
import dev.mayday.system.LogTimes;
import dev.mayday.system.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** When lines matched, line by line; keeps no line. */
final class Times {
  private static final String COMPANY = "(?<company>";
  private static final String TIME = "(?<time>";

  /** More are no companies but a pattern that catches too much. */
  private static final int MOST_COMPANIES = 10_000;

  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<String, Map<String, LogTimes>> found = new LinkedHashMap<>();

  Times(List<String> patterns) {
    for (String one : patterns) this.patterns.put(one, compiled(one));
  }

  void line(String line) {
    patterns.forEach((text, pattern) -> match(text, pattern.matcher(line)));
  }

  List<LogTimes> all() {
    return found.values().stream().flatMap(one -> one.values().stream()).toList();
  }

  private void match(String text, Matcher line) {
    if (!line.find() || line.group("time") == null) return;
    String company = text.contains(COMPANY) ? line.group("company") : "";
    if (company == null) return;
    Moments.read(line.group("time"), ZoneId.systemDefault())
        .ifPresent(at -> note(text, company, at));
  }

  private void note(String text, String company, Instant at) {
    Map<String, LogTimes> companies = found.computeIfAbsent(text, one -> new TreeMap<>());
    LogTimes now = new LogTimes(text, company, at, at);
    if (companies.containsKey(company) || companies.size() < MOST_COMPANIES)
      companies.merge(company, now, Times::both);
  }

  private static LogTimes both(LogTimes one, LogTimes other) {
    Instant first = one.first().isBefore(other.first()) ? one.first() : other.first();
    Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
    return new LogTimes(one.pattern(), one.company(), first, last);
  }

  private static Pattern compiled(String text) {
    try {
      if (text.contains(TIME)) return Pattern.compile(text);
      throw new Refused(
          "\"%s\" has no group (?<time>...)\nHINT: see traffic in mayday.yaml".formatted(text));
    } catch (PatternSyntaxException e) {
      throw new Refused(
          "\"%s\" is no regular expression: %s\nHINT: see traffic in mayday.yaml"
              .formatted(text, e.getDescription()));
    }
  }
}
