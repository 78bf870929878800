package dev.mayday.activities.notifier;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A mail whose Message-ID follows from what it is about: told twice, it is one mail to the reader's
 * program. The library's own would name this machine and its user.
 */
final class Letter extends MimeMessage {
  private final String id;

  Letter(Session session, String key, String domain) {
    super(session);
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    id = "<" + name + "@" + domain + ">";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
