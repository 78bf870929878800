package dev.mayday.starter.setup;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as YAML has them. */
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*|[0-9]{1,9}");
  private static final Pattern SPECIAL =
      Pattern.compile("(?i)y|n|yes|no|true|false|on|off|null|[0-9]+");

  private Yaml() {}

  /** A text; what {@link #flow} or {@link #list} made stays as it is. */
  static String value(String text) {
    if (text.startsWith("{ \"") || text.startsWith("[ \"")) return text;
    boolean plain = PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches();
    return plain ? text : quoted(text);
  }

  /** A group of texts on one line. */
  static String flow(Map<String, String> group) {
    return group.entrySet().stream()
        .map(one -> quoted(one.getKey()) + ": " + quoted(one.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** Texts on one line. */
  static String list(java.util.List<String> texts) {
    return texts.stream().map(Yaml::quoted).collect(Collectors.joining(", ", "[ ", " ]"));
  }

  /** Every JSON text is one of YAML's. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
