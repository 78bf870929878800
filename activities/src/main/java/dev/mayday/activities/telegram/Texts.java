package dev.mayday.activities.telegram;

/** Texts as Telegram takes them. */
public final class Texts {
  /** The longest message (sendMessage and editMessageText, after entities are parsed). */
  private static final int MESSAGE = 4096;

  /** The longest text that a pressed button may show (answerCallbackQuery). */
  private static final int TOAST = 200;

  private Texts() {}

  /** A message, cut at its end. */
  public static String message(String whole) {
    return cut(whole, MESSAGE, "\n…");
  }

  /** A message of which the end must be seen, whatever stands before it. */
  public static String message(String before, String end) {
    String last = cut(end, MESSAGE / 2, "…");
    return cut(before, MESSAGE - last.length(), "\n…") + last;
  }

  /** What a pressed button shows. */
  public static String toast(String whole) {
    return cut(whole, TOAST, "…");
  }

  /** Never between the halves of a character: Telegram refuses what is not UTF-8. */
  private static String cut(String whole, int longest, String mark) {
    if (whole.length() <= longest) return whole;
    int end = longest - mark.length();
    return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }
}
