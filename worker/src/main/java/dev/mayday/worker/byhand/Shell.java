package dev.mayday.worker.byhand;

/** Text as bash takes it for one word. */
final class Shell {
  private Shell() {}

  static String word(String text) {
    return text.matches("[A-Za-z0-9._/@%+,:=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
