package dev.mayday.activities.estate;

import dev.mayday.system.Refused;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Collects everything that is wrong with a file, so that it is mended in one go. */
final class Problems {
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s]*@");
  private static final int SHOWN = 80;

  private record Problem(int line, String path, String words) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
      int byLine = Integer.compare(line, other.line);
      return byLine != 0 ? byLine : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "line " + line + ": " + path + ": " + words;
    }
  }

  private final Set<Problem> all = new TreeSet<>();

  /** A problem that has no value to show. */
  void add(Node at, String path, String words) {
    all.add(new Problem(at.getStartMark().getLine() + 1, path, words));
  }

  /** A problem with a value. */
  void wrong(Node value, String path, boolean secret, String reason) {
    add(
        value,
        path,
        (secret ? "the value (not shown, it may be a secret)" : show(value)) + " " + reason);
  }

  boolean none() {
    return all.isEmpty();
  }

  void refuse(Object file) {
    if (none()) return;
    StringBuilder text = new StringBuilder(file + " is refused, " + count());
    all.forEach(problem -> text.append("\n  ").append(problem));
    throw new Refused(
        text + "\nHINT: docs/configuration.md lists every key with its form and default");
  }

  private String count() {
    return all.size() == 1 ? "1 problem:" : all.size() + " problems:";
  }

  static String show(Node value) {
    if (value instanceof SequenceNode) return "a list";
    if (!(value instanceof ScalarNode scalar)) return "a group of keys";
    String text = CREDENTIALS.matcher(scalar.getValue()).replaceAll("://***@");
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
  }
}
