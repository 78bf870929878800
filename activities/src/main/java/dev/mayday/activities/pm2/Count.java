package dev.mayday.activities.pm2;

import dev.mayday.system.LogFindings;
import dev.mayday.system.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Counts what matches, line by line, and keeps no line; only names of companies are caught. */
final class Count {
  private static final String COMPANY = "(?<company>";

  /** More are no companies but a pattern that catches too much; they are not kept in memory. */
  private static final int MOST_COMPANIES = 10_000;

  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<String, Pattern> errorPatterns = new LinkedHashMap<>();
  private final Map<String, Integer> matches = new LinkedHashMap<>();
  private final Map<String, Set<String>> companies = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();
  private long lines;

  Count(List<String> patterns, List<String> errorPatterns) {
    patterns.forEach(p -> this.patterns.put(p, compiled(p)));
    errorPatterns.forEach(p -> this.errorPatterns.put(p, compiled(p)));
    patterns.forEach(p -> matches.put(p, 0));
  }

  /** A line of the output log. */
  void out(String line) {
    lines++;
    patterns.forEach((text, p) -> match(text, p.matcher(line)));
  }

  private void match(String text, Matcher found) {
    if (!found.find()) return;
    matches.merge(text, 1, Integer::sum);
    String company = text.contains(COMPANY) ? found.group("company") : null;
    if (company == null) return;
    Set<String> caught = companies.computeIfAbsent(text, t -> new TreeSet<>());
    if (caught.size() < MOST_COMPANIES) caught.add(company);
  }

  /** A line of the error log; only there it is looked for kinds of errors. */
  void err(String line) {
    out(line);
    errorPatterns.forEach((text, p) -> error(text, p.matcher(line).find()));
  }

  LogFindings findings() {
    Map<String, List<String>> caught = new LinkedHashMap<>();
    companies.forEach((text, found) -> caught.put(text, List.copyOf(found)));
    return new LogFindings(matches, errors, lines, caught);
  }

  private void error(String text, boolean found) {
    if (found && !errors.contains(text)) errors.add(text);
  }

  private static Pattern compiled(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Refused(
          "\"%s\" is no regular expression: %s\nHINT: see messaging in mayday.yaml"
              .formatted(text, e.getDescription()));
    }
  }
}
