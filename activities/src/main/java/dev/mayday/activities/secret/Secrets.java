package dev.mayday.activities.secret;

import dev.mayday.activities.env.EnvValues;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves references to secrets ({@code env:NAME}, {@code file:PATH}) and remembers what it
 * revealed, so that {@link #mask(String)} can take every known secret out of any text. One for each
 * process; safe for use by many threads. A reference is read anew each time, so a rotated secret
 * needs no restart.
 */
public final class Secrets {
  static final String STARS = "***";
  private static final Pattern REFERENCE =
      Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:/[^\\r\\n]*[^/\\r\\n]");

  private static final Pattern WITHIN = Pattern.compile("(/[^\\r\\n]+)#([A-Za-z_][A-Za-z0-9_]*)");

  private final Map<String, String> environment;
  private final Masks masks = new Masks();

  /** Secrets of this process's environment and of the files that it can read. */
  public Secrets() {
    this(System.getenv());
  }

  /**
   * @param environment where {@code env:NAME} is looked up
   */
  public Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Whether a text has the form of a reference: {@code env:NAME} or {@code file:/absolute/path}.
   */
  public static boolean isReference(String text) {
    return text != null && REFERENCE.matcher(text).matches();
  }

  /**
   * Reads a secret. One newline at the end of a file is not part of it. {@code file:PATH#NAME} is
   * the variable NAME of a dotenv file, unless there is a file of that whole name.
   *
   * @throws Refused when the text is no reference, or what it names is missing, empty or unreadable
   */
  public Secret resolve(String reference) {
    if (!isReference(reference))
      throw new Refused(
          "a secret is not given by reference\n"
              + "HINT: write env:NAME or file:/absolute/path instead of the secret itself");
    int colon = reference.indexOf(':');
    String name = reference.substring(colon + 1);
    return known(reference.startsWith("env:") ? variable(name) : file(name), reference);
  }

  /**
   * The text as it is, or the secret when the text is a reference: for values that may be either.
   */
  public String plain(String textOrReference) {
    return isReference(textOrReference) ? resolve(textOrReference).reveal() : textOrReference;
  }

  /**
   * Remembers a value that was learned otherwise (a password inside of a URL), so that it is masked
   * too. Values shorter than four characters are not remembered: masking them would spoil every
   * text and hide nothing.
   */
  public Secret learn(String value) {
    masks.add(value);
    return new Secret(value);
  }

  /** The text with every secret that was ever resolved or learned replaced by stars. */
  public String mask(String text) {
    return text == null ? null : masks.cover(text);
  }

  /** Whether {@link #mask(String)} would change the text. */
  public boolean holds(String text) {
    return text != null && !masks.cover(text).equals(text);
  }

  private Secret known(String value, String reference) {
    if (value.isEmpty())
      throw new Refused(
          "the secret " + reference + " is empty\nHINT: put the value there and try again");
    return learn(value);
  }

  private String variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .orElseThrow(
            () ->
                new Refused(
                    "the secret env:"
                        + name
                        + " is not set\nHINT: set "
                        + name
                        + " in the environment of this process and start it again"));
  }

  private static String file(String name) {
    Matcher within = WITHIN.matcher(name);
    return within.matches() && !Files.exists(Path.of(name))
        ? variable(Path.of(within.group(1)), within.group(2))
        : whole(name);
  }

  /** One variable of a dotenv file: where the service keeps it, it need not be kept twice. */
  private static String variable(Path dotenv, String name) {
    return Optional.ofNullable(EnvValues.all(dotenv).get(name))
        .orElseThrow(
            () ->
                new Refused(
                    "the secret %s is not set in %s\nHINT: see which variable holds it by now"
                        .formatted(name, dotenv)));
  }

  private static String whole(String name) {
    try {
      String text = Files.readString(Path.of(name));
      String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      return cut.endsWith("\r") && cut.length() < text.length()
          ? cut.substring(0, cut.length() - 1)
          : cut;
    } catch (IOException | InvalidPathException e) {
      throw new Refused("the secret file:" + name + " " + why(e));
    }
  }

  private static String why(Exception e) {
    if (e instanceof NoSuchFileException)
      return "does not exist\nHINT: create the file, mode 0600, owned by the user of this process";
    if (e instanceof AccessDeniedException)
      return "may not be read\nHINT: give the user of this process the right to read it";
    if (e instanceof CharacterCodingException)
      return "is not UTF-8 text\nHINT: store the secret as UTF-8 text";
    return "cannot be read\nHINT: it must be a readable, regular file";
  }
}
