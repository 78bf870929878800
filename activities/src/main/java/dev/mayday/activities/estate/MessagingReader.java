package dev.mayday.activities.estate;

import dev.mayday.incident.Messaging;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads how the connection is seen and tested. */
final class MessagingReader {
  private static final Form<String> FIELD =
      Forms.text("field's name", text -> !text.isBlank(), "is blank");

  private MessagingReader() {}

  static Messaging read(Section messaging) {
    Map<String, String> body = Map.of("phone", "env:MAYDAY_TEST_PHONE", "message", "{text}");
    Messaging read =
        new Messaging(
            messaging.optional("statusUrl", Forms.URL_OR_NONE, ""),
            messaging.optional("openLog", Forms.REGEX, "connection: 'open'|Connected to WhatsApp"),
            messaging.optional("databaseLog", Forms.REGEX, "Using .*PostgreSQL auth state"),
            messaging.optional("filesLog", Forms.REGEX, ""),
            messaging.list("errorLog", Forms.REGEX, List.of("(?i)\\berror\\b")),
            messaging.optional("companies", Forms.JSON_POINTER, ""),
            messaging.optional("companyId", FIELD, "id"),
            messaging.optional("companyOpen", FIELD, "connected"),
            messaging.optional("sendUrl", Forms.URL, "http://localhost:3000/api/whatsapp/send"),
            messaging.texts("sendHeaders", MessagingReader::value, Map.of(), "empty"),
            messaging.texts(
                "sendBody",
                MessagingReader::value,
                body,
                "`phone: env:MAYDAY_TEST_PHONE`, `message: \"{text}\"`"),
            messaging.optional("sentField", Forms.JSON_POINTER, "/success"),
            messaging.optional("sentId", Forms.JSON_POINTER, "/messageId"),
            messaging.optional(
                "connectWithin", Amounts.duration("1s", "30m"), Duration.ofMinutes(2)));
    check(messaging, read);
    return read;
  }

  private static void check(Section messaging, Messaging read) {
    if (read.sendBody().values().stream().noneMatch(value -> value.contains("{text}")))
      messaging.wrong(
          "sendBody",
          "has no value with {text} in it: the test message could not be told from others");
    if (read.statusUrl().isEmpty() && read.openLog().isEmpty())
      messaging.wrong(
          "openLog",
          "and statusUrl are both empty: nobody could see whether the service is connected");
    if (read.statusUrl().isEmpty() && !read.companies().isEmpty())
      messaging.wrong("companies", "needs statusUrl");
  }

  /** What looks like a credential must be a reference, for these values stand in the history. */
  private static Form<String> value(String name) {
    return Forms.secretive(name) ? Forms.REFERENCE : Forms.LITERAL.hidden();
  }
}
