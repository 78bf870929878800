package dev.mayday.sandbox.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value the median, already with its unit
 * @param goal what was aimed at; empty where nothing was
 * @param met whether it was reached; true without a goal
 * @param runs what the median is of
 */
record Figure(String name, String value, String goal, boolean met, String runs) {
  /** The median of what must not exceed a goal. */
  static Figure atMost(String name, List<Double> runs, double goal, String unit) {
    double median = median(runs);
    return new Figure(name, text(median, unit), "≤ " + text(goal, unit), median <= goal, all(runs));
  }

  /** The median of what must not fall below a goal. */
  static Figure atLeast(String name, List<Double> runs, double goal, String unit) {
    double median = median(runs);
    return new Figure(name, text(median, unit), "≥ " + text(goal, unit), median >= goal, all(runs));
  }

  /** A median that stands for itself. */
  static Figure of(String name, List<Double> runs, String unit) {
    return new Figure(name, text(median(runs), unit), "", true, all(runs));
  }

  static double median(List<Double> runs) {
    List<Double> sorted = runs.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** A row of a Markdown table. */
  String row() {
    String verdict = goal.isEmpty() ? "" : met ? "met" : "missed";
    return "| %s | %s | %s | %s | %s |".formatted(name, value, goal, verdict, runs);
  }

  private static String all(List<Double> runs) {
    return runs.stream().map(Figure::number).collect(Collectors.joining(", "));
  }

  private static String text(double value, String unit) {
    return (number(value) + " " + unit).strip();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
  }
}
