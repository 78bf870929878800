package dev.mayday.activities.env;

/** Cuts one piece out of a dotenv file. */
final class Scan {
  /** A byte order mark, which readers skip; as it looks when bytes are taken one by one. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

  private final String text;
  private final int start;
  private int at;

  Scan(String text, int start) {
    this.text = text;
    this.start = start;
    this.at = start;
  }

  Line line() {
    if (start == 0 && text.startsWith(MARK)) at = MARK.length();
    blanks();
    if (text.startsWith("export", at) && at + 6 < text.length() && blank(text.charAt(at + 6))) {
      at += 6;
      blanks();
    }
    int from = at;
    while (at < text.length() && ofName(text.charAt(at))) at++;
    String name = text.substring(from, at);
    blanks();
    if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') return other();
    at++;
    blanks();
    return assignment(name);
  }

  private Line assignment(String name) {
    int value = at;
    int end = quotedEnd();
    if (end < 0) end = plainEnd();
    int line = lineEnd(end);
    return new Line(
        text.substring(start, value), name, text.substring(value, end), text.substring(end, line));
  }

  /**
   * Behind the closing quote, or -1. A quote closes when no backslash is before it and nothing but
   * a comment follows on its line; else the value counts as unquoted, quotes and all.
   */
  private int quotedEnd() {
    if (at >= text.length() || !Line.quote(text.charAt(at))) return -1;
    char quote = text.charAt(at);
    for (int i = text.indexOf(quote, at + 1); i >= 0; i = text.indexOf(quote, i + 1))
      if (text.charAt(i - 1) != '\\' && onlyCommentFrom(i + 1)) return i + 1;
    return -1;
  }

  private boolean onlyCommentFrom(int from) {
    int i = from;
    while (i < text.length() && blank(text.charAt(i))) i++;
    return i >= text.length() || text.charAt(i) == '#' || endsLine(text.charAt(i));
  }

  private int plainEnd() {
    int i = at;
    while (i < text.length() && text.charAt(i) != '#' && !endsLine(text.charAt(i))) i++;
    while (i > at && blank(text.charAt(i - 1))) i--;
    return i;
  }

  private Line other() {
    return Line.other(text.substring(start, lineEnd(start)));
  }

  private int lineEnd(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\n') return i + 1;
      if (text.charAt(i) == '\r' && !text.startsWith("\r\n", i)) return i + 1;
    }
    return text.length();
  }

  private void blanks() {
    while (at < text.length() && blank(text.charAt(at))) at++;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == 0x0b;
  }

  private static boolean endsLine(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean ofName(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
  }
}
