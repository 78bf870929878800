package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The alert rules that are shipped for Mayday itself, and what promtool says. */
record AlertRules(Path file) {
  private static final Pattern FIGURE = Pattern.compile("\\b(mayday|temporal)_[a-z_]+\\b");
  private static final Path FOLDER = Path.of("../docker/prometheus").toAbsolutePath().normalize();

  /** Names that Micrometer and the SDK gave; nobody who knows them would find them renamed. */
  private static final List<String> OTHERS =
      List.of(
          "process_cpu_time_ns_total", "system_cpu_count", "temporal_workflow_active_thread_count");

  static AlertRules shipped() {
    return new AlertRules(FOLDER.resolve("mayday-rules.yml"));
  }

  /** Every figure that an expression names. */
  List<String> figures() {
    try {
      String text = Files.readString(file).replaceAll("(?m)^\\s*#.*$", "");
      return FIGURE.matcher(text).results().map(MatchResult::group).distinct().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The figures that a page of {@code /metrics} lacks. */
  List<String> missingIn(String page) {
    return figures().stream()
        .filter(name -> page.lines().noneMatch(line -> line.matches(name + "(\\{.*)? .*")))
        .toList();
  }

  boolean allIn(String page) {
    return missingIn(page).isEmpty();
  }

  static Spoken promtool(String input, String... words) {
    return Tool.named("MAYDAY_PROMTOOL").in(FOLDER, input, Map.of(), List.of(words));
  }

  /** What {@code promtool check metrics} finds in a page. */
  static List<String> complaints(String page) {
    return promtool(page, "check", "metrics").text().lines().toList();
  }

  static boolean ofOthers(String complaint) {
    return OTHERS.stream().anyMatch(name -> complaint.startsWith(name + " "));
  }
}
