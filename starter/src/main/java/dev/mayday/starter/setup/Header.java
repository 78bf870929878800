package dev.mayday.starter.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header by which the service knows its callers, as its code reads it, and what holds its
 * value.
 *
 * @param name the header
 * @param reference where its value is; a file that a person makes where a word comes before it
 * @param value the value itself, empty when it is not in the settings; never shown
 * @param evidence what was seen
 */
record Header(String name, String reference, String value, String evidence) {
  /** In POSIX's own way a bracket stands first among brackets, and a backslash is one. */
  private static final String READ =
      "['\"`.](authorization|Authorization|[xX]-[A-Za-z-]*([kK]ey|[tT]oken|KEY|TOKEN))([]'\"` ?.)]|$)";

  private static final Pattern LETTERS = Pattern.compile("[^a-z]");
  private static final Pattern CREDENTIAL = Pattern.compile("(?i).*(key|token|secret).*");

  /** The one that a file of the code reads; empty where it reads none. */
  static Optional<Header> in(Words code, String file, Site site, Wishes wishes) {
    List<String> read = code.tree().pieces(code.ref(), READ).getOrDefault(file, List.of());
    return read.stream()
        .map(piece -> piece.replaceAll("^['\"`.]|[\\]'\"` ?.)]$", ""))
        .findFirst()
        .map(name -> of(name, code, file, site, wishes));
  }

  private static Header of(String name, Words code, String file, Site site, Wishes wishes) {
    String said = file + " reads " + name;
    Optional<String> variable = variable(name, site);
    boolean bearer = code.files("Bearer").contains(file);
    if (variable.isPresent() && !bearer)
      return new Header(
          name,
          "file:" + site.dotenv().orElseThrow() + "#" + variable.get(),
          site.variables().get(variable.get()),
          said + ", and " + variable.get() + " is called so");
    return new Header(
        name,
        wishes.secret(wishes.service() + "-send-token"),
        "",
        said
            + "; the file holds the whole header"
            + (bearer ? ", the word Bearer before the token" : ""));
  }

  /** The one variable that is called as the header is. */
  private static Optional<String> variable(String header, Site site) {
    String letters = letters(header);
    return site.variables().keySet().stream()
        .filter(name -> CREDENTIAL.matcher(name).matches())
        .filter(name -> letters.endsWith(letters(name)) || letters(name).endsWith(letters))
        .findFirst();
  }

  private static String letters(String name) {
    return LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  String flow() {
    return Yaml.flow(Map.of(name, reference));
  }

  /** Hides what must not be seen. */
  @Override
  public String toString() {
    return name;
  }
}
