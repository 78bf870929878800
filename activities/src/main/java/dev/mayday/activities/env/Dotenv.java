package dev.mayday.activities.env;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dotenv file in pieces. Understood are comments, {@code export}, the three kinds of quotes (each
 * over several lines, too), comments behind values, CRLF, and a last line without an end. Of a name
 * that stands twice the last counts, as for every reader; only that one is ever changed.
 *
 * @param lines the pieces in order
 */
record Dotenv(List<Line> lines) {
  static Dotenv parse(String text) {
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      Line line = new Scan(text, at).line();
      lines.add(line);
      at += line.text().length();
    }
    return new Dotenv(List.copyOf(lines));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()));
    return text.toString();
  }

  Optional<String> value(String name) {
    int at = last(name);
    return at < 0 ? Optional.empty() : Optional.of(lines.get(at).value());
  }

  /**
   * The file with one variable set, everything else as it is. Empty when there is no way to write
   * it that reads back so in this file (a quote that is open further up can swallow it).
   */
  Optional<Dotenv> with(String name, String value) {
    int at = last(name);
    List<Line> next = at < 0 ? plus(name) : new ArrayList<>(lines);
    int where = at < 0 ? next.size() - 1 : at;
    return next.get(where)
        .with(value)
        .map(line -> replaced(next, where, line))
        .filter(
            file -> parse(file.text()).equals(file) && file.value(name).equals(Optional.of(value)))
        .findFirst();
  }

  private static Dotenv replaced(List<Line> lines, int at, Line line) {
    List<Line> next = new ArrayList<>(lines);
    next.set(at, line);
    return new Dotenv(List.copyOf(next));
  }

  private List<Line> plus(String name) {
    List<Line> next = new ArrayList<>(lines);
    endLastLine(next);
    next.add(new Line(name + "=", name, "", end()));
    return next;
  }

  private int last(String name) {
    for (int i = lines.size() - 1; i >= 0; i--) if (lines.get(i).name().equals(name)) return i;
    return -1;
  }

  private String end() {
    return lines.stream().anyMatch(line -> line.text().endsWith("\r\n")) ? "\r\n" : "\n";
  }

  private void endLastLine(List<Line> next) {
    if (next.isEmpty() || next.get(next.size() - 1).text().endsWith("\n")) return;
    Line last = next.remove(next.size() - 1);
    next.add(
        last.name().isEmpty()
            ? Line.other(last.text() + end())
            : new Line(last.before(), last.name(), last.raw(), last.after() + end()));
  }
}
