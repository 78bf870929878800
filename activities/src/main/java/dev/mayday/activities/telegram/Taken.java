package dev.mayday.activities.telegram;

/**
 * What came of a press.
 *
 * @param said for whoever pressed
 * @param counted whether it was an answer that counts
 * @param over whether the message's buttons have had their day, and are to go
 */
public record Taken(String said, boolean counted, boolean over) {
  /** It counts; the same button does not count twice. */
  public static Taken counted(String said) {
    return new Taken(said, true, true);
  }

  /** It does not count, and neither would any other press on this message. */
  public static Taken tooLate(String said) {
    return new Taken(said, false, true);
  }

  /** It does not count; the buttons are still somebody's. */
  public static Taken refused(String said) {
    return new Taken(said, false, false);
  }
}
