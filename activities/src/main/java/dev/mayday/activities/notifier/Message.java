package dev.mayday.activities.notifier;

/**
 * What one person gets.
 *
 * @param kind {@code notice} or {@code question}
 * @param target {@code environment/service}, or empty
 * @param subject one line
 * @param text a few lines
 * @param key the same message told again carries the same key
 */
public record Message(String kind, String target, String subject, String text, String key) {
  /** Takes control characters out: an alert's words must not steer a terminal. */
  public Message {
    subject = clean(subject).replace('\n', ' ').strip();
    text = clean(text).strip();
  }

  private static String clean(String words) {
    return words == null ? "" : words.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
  }
}
