package dev.mayday.incident;

import java.util.regex.Pattern;

/** The one rule for names that end up in workflow ids, queues, folders and tables. */
public final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Names() {}

  /**
   * Returns the name, or throws {@link IllegalArgumentException} with the key and the right form.
   *
   * @param key what the name is for, said in the message
   * @param name the name as it came in
   */
  public static String require(String key, String name) {
    if (name == null || !PLAIN.matcher(name).matches())
      throw new IllegalArgumentException(
          key + " \"" + name + "\" is not a name\nHINT: use letters, digits, '.', '_' and '-'");
    return name;
  }
}
