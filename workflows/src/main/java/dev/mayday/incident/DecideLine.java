package dev.mayday.incident;

/** The line by which a question is answered in a terminal, as a shell takes it. */
public final class DecideLine {
  /** Stands for whoever reads it. */
  public static final String YOU = "YOUR-NAME";

  private DecideLine() {}

  /**
   * The line that gives a question's first answer in somebody's name, with their token where a name
   * alone does not count.
   */
  public static String of(Target target, Question question, String by) {
    return "mayday decide "
        + target
        + " "
        + question.number()
        + " "
        + word(question.answers().get(0))
        + " --by "
        + word(by)
        + (question.verified() ? " --token-file FILE" : "");
  }

  private static String word(String text) {
    return text.matches("[A-Za-z0-9._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
