package dev.mayday.activities.pm2;

import dev.mayday.system.LogFindings;
import dev.mayday.system.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Counts what matches, line by line, and keeps no line. */
final class Count {
  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<String, Pattern> errorPatterns = new LinkedHashMap<>();
  private final Map<String, Integer> matches = new LinkedHashMap<>();
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
    patterns.forEach(
        (text, p) -> matches.merge(text, p.matcher(line).find() ? 1 : 0, Integer::sum));
  }

  /** A line of the error log; only there an error counts as one. */
  void err(String line) {
    out(line);
    errorPatterns.forEach((text, p) -> error(text, p.matcher(line).find()));
  }

  LogFindings findings() {
    return new LogFindings(matches, errors, lines);
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
