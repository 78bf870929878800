package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;
import jakarta.mail.MessagingException;

/**
 * A mail to one person's own mailbox, in a session of its own: a mailbox that is refused costs
 * nobody else the message. It is delivered when the server has answered the end of the data with
 * 250, which is when it took the duty to deliver it (RFC 5321, 4.2.5).
 */
final class EmailChannel implements Channel {
  private final Postbox postbox;

  EmailChannel(Postbox postbox) {
    this.postbox = postbox;
  }

  @Override
  public void deliver(Person person, Message message) throws NotDelivered {
    if (person.email().isEmpty()) throw new NotDelivered("no mailbox is configured");
    try {
      postbox.send(person.email(), message);
    } catch (MessagingException no) {
      throw new NotDelivered(postbox.why(no));
    }
  }
}
