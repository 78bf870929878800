package dev.mayday.activities.env;

import java.util.stream.Stream;

/**
 * One piece of a dotenv file: an assignment cut into its parts, or anything else as it stands. The
 * pieces together are the file, byte for byte.
 *
 * @param before everything up to the value: indent, {@code export}, name, {@code =}, blanks
 * @param name the variable, empty when the piece is no assignment
 * @param raw the value as written, with its quotes
 * @param after blanks, a comment, the line's end
 */
record Line(String before, String name, String raw, String after) {
  private static final String BARE = "bare";

  static Line other(String text) {
    return new Line(text, "", "", "");
  }

  String text() {
    return before + raw + after;
  }

  /** What readers of dotenv files make of the value. */
  String value() {
    if (raw.length() < 2 || !quote(raw.charAt(0))) return raw;
    char quote = raw.charAt(0);
    if (raw.charAt(raw.length() - 1) != quote) return raw;
    String inner = raw.substring(1, raw.length() - 1).replace("\r\n", "\n").replace('\r', '\n');
    return quote == '"' ? inner.replace("\\n", "\n").replace("\\r", "\r") : inner;
  }

  /**
   * The line with another value: in the quotes it has, then in others; the caller reads it back.
   */
  Stream<Line> with(String value) {
    if (value.equals(value())) return Stream.of(this);
    String own = raw.isEmpty() || !quote(raw.charAt(0)) ? "" : raw.substring(0, 1);
    return Stream.of(own, "", "'", "\"", "`", BARE)
        .filter(quote -> !quote.isEmpty() || plain(value))
        .filter(quote -> !quote.equals(BARE) || bare(value))
        .map(quote -> new Line(before, name, written(quote, value), spaced()));
  }

  /** A comment needs a blank before it, else some readers take it for a part of the value. */
  private String spaced() {
    return after.startsWith("#") ? " " + after : after;
  }

  private static String written(String quote, String value) {
    if (quote.equals(BARE)) return value;
    String inner = quote.equals("\"") ? value.replace("\n", "\\n").replace("\r", "\\r") : value;
    return quote + inner + quote;
  }

  /** What may stand without quotes when none can hold it; a quote in front could swallow lines. */
  private static boolean bare(String value) {
    return !value.isEmpty() && !quote(value.charAt(0));
  }

  /** What needs no quotes for any reader, a shell included. */
  private static boolean plain(String value) {
    return value
        .chars()
        .allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || "_-./:,@%+=".indexOf(c) >= 0);
  }

  static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
