package dev.mayday.activities.estate;

import dev.mayday.incident.Messaging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how the connection is seen and tested. */
final class MessagingReader {
  /** A place in what is said of one company. */
  static final Form<String> FIELD =
      Forms.text(
          "field's name, JSON pointer, or empty",
          MessagingReader::field,
          "is neither empty nor the name of a field nor a JSON pointer such as /link/state");

  private static final Form<String> METHOD =
      Forms.text(
          "POST or PUT or PATCH",
          Set.of("POST", "PUT", "PATCH")::contains,
          "is none of the methods that may change something");

  private static final Form<String> NAME =
      Forms.text("field's name in sendBody", text -> !text.isBlank(), "is blank");

  private static final Form<Duration> PATIENCE = Amounts.duration("1s", "30m");

  private MessagingReader() {}

  static Messaging read(Section messaging) {
    return checked(
        messaging,
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
            sendBody(messaging),
            messaging.optional("sentField", Forms.JSON_POINTER, "/success"),
            messaging.optional("sentId", Forms.JSON_POINTER, "/messageId"),
            messaging.optional("connectWithin", PATIENCE, Duration.ofMinutes(2)),
            messaging.texts("statusHeaders", MessagingReader::value, Map.of(), "empty"),
            messaging.list("openValues", Forms.LITERAL, Messaging.OPEN),
            messaging.optional("errorsIn", Form.oneOf(Messaging.Logs.class), Messaging.Logs.ERROR),
            messaging.optional("sendMethod", METHOD, Messaging.POST),
            messaging.optional("sendAs", Form.oneOf(Messaging.Body.class), Messaging.Body.JSON),
            messaging.list("sendUnquoted", NAME, List.of()),
            messaging.list("sentValues", Forms.LITERAL, Messaging.SENT)));
  }

  private static Map<String, String> sendBody(Section messaging) {
    return messaging.texts(
        "sendBody",
        MessagingReader::value,
        Map.of("phone", "env:MAYDAY_TEST_PHONE", "message", "{text}"),
        "`phone: env:MAYDAY_TEST_PHONE`, `message: \"{text}\"`");
  }

  private static Messaging checked(Section messaging, Messaging read) {
    check(messaging, read);
    checkSending(messaging, read);
    return read;
  }

  private static boolean field(String text) {
    if (text.startsWith("/")) return Forms.pointer(text);
    return text.isEmpty() || !text.isBlank();
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
    if (read.statusUrl().isEmpty() && !read.statusHeaders().isEmpty())
      messaging.wrong("statusHeaders", "needs statusUrl");
    if (read.openValues().isEmpty() && !read.companyOpen().isEmpty())
      messaging.wrong("openValues", "is empty: no connection could ever be open");
    if (read.sentValues().isEmpty() && !read.sentField().isEmpty())
      messaging.wrong("sentValues", "is empty: no message could ever be sent");
  }

  private static void checkSending(Section messaging, Messaging read) {
    for (String name : read.sendUnquoted())
      if (!read.sendBody().containsKey(name))
        messaging.wrong("sendUnquoted", "names " + name + ", which is not in sendBody");
    if (read.sendAs() == Messaging.Body.FORM && !read.sendUnquoted().isEmpty())
      messaging.wrong("sendUnquoted", "means nothing in a form, where all is text");
    if (read.sendAs() == Messaging.Body.JSON)
      read.sendBody().keySet().stream()
          .filter(name -> name.startsWith("/"))
          .forEach(name -> checkPath(messaging, read, name));
  }

  private static void checkPath(Section messaging, Messaging read, String name) {
    if (!Forms.pointer(name))
      messaging.wrong("sendBody", "has " + name + ", which is no JSON pointer such as /to/number");
    if (read.sendBody().keySet().stream().anyMatch(other -> other.startsWith(name + "/")))
      messaging.wrong("sendBody", "has a value at " + name + " and others below it");
  }

  /** What looks like a credential must be a reference, for these values stand in the history. */
  private static Form<String> value(String name) {
    return Forms.secretive(name) ? Forms.REFERENCE : Forms.LITERAL.hidden();
  }
}
