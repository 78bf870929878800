package dev.mayday.starter.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * mayday.yaml as it is drafted: in the order of docs/mayday.example.yaml, each guess marked as one
 * with its evidence above it. It holds references to secrets and no secret.
 */
public final class Draft {
  private static final Pattern GUESSED =
      Pattern.compile("( *)([A-Za-z0-9-]+): \\$\\{([a-z][^}]*)}");
  private static final String NEIGHBOURS = "${neighbours}";
  private static final Pattern GROUP = Pattern.compile("( *)[^ #-][^#]*:");
  private static final int WIDTH = 120;

  private final Look.Found found;
  private final Map<String, Guess> guesses = new HashMap<>();

  /** A draft of what was found. */
  public Draft(Look.Found found) {
    this.found = found;
    found.guesses().forEach(guess -> guesses.put(guess.key(), guess));
  }

  /** The whole text. */
  public String text() {
    Deque<String> lines = new ArrayDeque<>();
    List<String> template = new ArrayList<>(template().lines().toList());
    java.util.Collections.reverse(template);
    for (String line : template) written(line, lines).forEach(lines::addFirst);
    return String.join("\n", lines) + "\n" + notes();
  }

  /** The lines for one of the template's, the last first; {@code below} is what follows. */
  private List<String> written(String line, Deque<String> below) {
    if (line.strip().equals(NEIGHBOURS)) return neighbours(line.substring(0, line.indexOf('$')));
    String named = names(line);
    Matcher guessed = GUESSED.matcher(named);
    if (guessed.matches()) return guessed(guessed.group(1), guessed.group(2), guessed.group(3));
    Matcher group = GROUP.matcher(named);
    if (!group.matches() || hasMore(group.group(1).length(), below)) return List.of(named);
    return List.of(line.contains("${HOST}") ? named + " {}" : "# " + named);
  }

  private String names(String line) {
    Wishes wishes = found.wishes();
    return line.replace("${HOST}", Yaml.value(wishes.host()))
        .replace("${ENVIRONMENT}", Yaml.value(wishes.environment()))
        .replace("${SERVICE}", Yaml.value(wishes.service()));
  }

  private List<String> guessed(String indent, String name, String key) {
    Guess told = told(key);
    return told == null ? List.of() : guessed(indent, name, told, Yaml.value(told.value()));
  }

  /** Each as it is to be written, the last first. */
  private List<String> neighbours(String indent) {
    String key = found.wishes().path(NeighboursLook.KEY);
    List<String> lines = new ArrayList<>();
    for (Guess guess : found.guesses())
      if (guess.key().startsWith(key))
        lines.addAll(0, guessed(indent, guess.key().substring(key.length()), guess, guess.value()));
    return lines;
  }

  private static List<String> guessed(String indent, String name, Guess told, String value) {
    List<String> lines = new ArrayList<>();
    if (!told.missing()) lines.add(indent + name + ": " + value);
    List<String> comment = new ArrayList<>();
    if (told.missing()) comment.addAll(wrapped(indent, "MISSING " + name + ": " + told.evidence()));
    else if (!told.evidence().isEmpty())
      comment.addAll(wrapped(indent, "guess, " + told.certainty().word() + ": " + told.evidence()));
    if (!told.others().isEmpty())
      comment.addAll(wrapped(indent, "could also be: " + String.join(" | ", told.others())));
    java.util.Collections.reverse(comment);
    lines.addAll(comment);
    return lines;
  }

  private Guess told(String key) {
    Wishes wishes = found.wishes();
    Guess guess = guesses.get(wishes.path(key));
    if (guess != null) return guess;
    String said =
        switch (key) {
          case "state" -> wishes.state().toString();
          case "people.on-call.token" -> wishes.secret("on-call.token");
          case "people.lead.token" -> wishes.secret("lead.token");
          case "codes.key" -> wishes.secret("codes.key");
          default -> "";
        };
    return said.isEmpty() ? null : new Guess(key, said, Certainty.SURE, "", List.of());
  }

  /** Whether a line that is no comment stands deeper right below. */
  private static boolean hasMore(int indent, Deque<String> below) {
    return below.stream()
        .filter(line -> !line.strip().startsWith("#"))
        .findFirst()
        .map(line -> line.length() - line.stripLeading().length() > indent)
        .orElse(false);
  }

  private static List<String> wrapped(String indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent + "#");
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH && line.length() > indent.length() + 2) {
        lines.add(line.toString());
        line = new StringBuilder(indent + "#  ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String notes() {
    StringBuilder text = new StringBuilder();
    for (String note : found.notes())
      text.append(String.join("\n", wrapped("", "note: " + note))).append('\n');
    return text.toString();
  }

  private static String template() {
    try (InputStream in = Draft.class.getResourceAsStream("/setup/draft.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
