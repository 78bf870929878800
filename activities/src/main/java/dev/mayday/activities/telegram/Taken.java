package dev.mayday.activities.telegram;

/**
 * What came of a press.
 *
 * @param said for whoever pressed
 * @param counted whether it was an answer that counts
 * @param over whether the message's buttons have had their day, and are to go
 * @param written whether the message is to say it where the buttons were
 */
public record Taken(String said, boolean counted, boolean over, boolean written) {
  /** It counts; the same button does not count twice. */
  public static Taken counted(String said) {
    return new Taken(said, true, true, true);
  }

  /** It does not count, and neither would any other press on this message. */
  public static Taken tooLate(String said) {
    return new Taken(said, false, true, true);
  }

  /**
   * The same where the question is over. The message stays as it is: by now it may say who answered
   * what, which a press that was on its way meanwhile does not know.
   */
  public static Taken closed(String said) {
    return new Taken(said, false, true, false);
  }

  /** It does not count; the buttons are still somebody's. */
  public static Taken refused(String said) {
    return new Taken(said, false, false, false);
  }
}
