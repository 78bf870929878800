package dev.mayday.activities.notifier;

import java.util.List;
import java.util.Optional;

/**
 * What one person gets.
 *
 * @param kind {@code notice} or {@code question}
 * @param target {@code environment/service}, or empty
 * @param subject one line
 * @param text a few lines
 * @param key the same message told again carries the same key
 * @param reply how this person can answer; absent when there is nothing to answer, or no more than
 *     the text says
 */
public record Message(
    String kind, String target, String subject, String text, String key, Optional<Reply> reply) {
  /** Takes control characters out: an alert's words must not steer a terminal. */
  public Message {
    subject = clean(subject).replace('\n', ' ').strip();
    text = clean(text).strip();
    reply = reply.map(own -> new Reply(clean(own.own()).strip(), own.buttons()));
  }

  /** A message with nothing more to answer it by than its text says. */
  public Message(String kind, String target, String subject, String text, String key) {
    this(kind, target, subject, text, key, Optional.empty());
  }

  /** The text, for a channel that reaches this person alone or one that others read too. */
  String text(boolean alone) {
    return alone ? reply.map(Reply::own).orElse(text) : text;
  }

  List<Button> buttons() {
    return reply.map(Reply::buttons).orElse(List.of());
  }

  private static String clean(String words) {
    return words == null ? "" : words.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
  }
}
