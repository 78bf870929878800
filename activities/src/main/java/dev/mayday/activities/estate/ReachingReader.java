package dev.mayday.activities.estate;

import dev.mayday.activities.estate.Person.Channel;
import dev.mayday.activities.estate.Reaching.Login;
import dev.mayday.activities.estate.Reaching.Mail;
import dev.mayday.activities.estate.Reaching.OneTimeCodes;
import dev.mayday.activities.estate.Reaching.Security;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what all people share, and sees that no two of them are one. */
final class ReachingReader {
  /** What a mailbox may look like without quotes (RFC 5321, dot-string), in ASCII. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
              + "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  static final Form<String> MAILBOX =
      Form.of(
          "e-mail address",
          text -> {
            Form.require(ADDRESS.matcher(text).matches(), "is not an e-mail address");
            return text;
          });

  private ReachingReader() {}

  static Reaching read(Section top) {
    return new Reaching(
        top.maybe("codes", ReachingReader::codes), top.maybe("smtp", ReachingReader::mail));
  }

  private static OneTimeCodes codes(Section codes) {
    return new OneTimeCodes(
        codes.required("key", Forms.REFERENCE), codes.optional("attempts", Forms.number(1, 10), 5));
  }

  private static Mail mail(Section smtp) {
    Mail read =
        new Mail(
            smtp.required("server", Forms.ADDRESS_OF_HOST),
            smtp.optional("security", Form.oneOf(Security.class), Security.STARTTLS),
            smtp.required("from", MAILBOX),
            smtp.maybe("login", ReachingReader::login));
    if (read.security() == Security.NONE && read.login().isPresent())
      smtp.wrong("security", "would send the password of login in the clear");
    return read;
  }

  private static Login login(Section login) {
    return new Login(
        login.required("user", Forms.REFERENCE), login.required("password", Forms.REFERENCE));
  }

  /** What people's channels need beside them, and that no account or mailbox is two people's. */
  static void refuse(Section top, Collection<Person> people) {
    Map<String, String> owners = new HashMap<>();
    for (Person person : people) {
      if (person.channels().contains(Channel.EMAIL))
        top.need("smtp", person.name() + " is reached by email");
      person
          .telegram()
          .map(Person.Telegram::user)
          .filter(user -> !user.isEmpty())
          .ifPresent(
              user -> {
                top.need("codes", "the buttons of " + person.name() + " are made with its key");
                owned(top, owners, "telegram.user", user, person.name());
              });
      if (!person.email().isEmpty())
        owned(
            top,
            owners,
            "email.to",
            person.email().toLowerCase(java.util.Locale.ROOT),
            person.name());
    }
  }

  private static void owned(
      Section top, Map<String, String> owners, String key, String value, String name) {
    String first = owners.putIfAbsent(key + " " + value, name);
    if (first != null)
      top.wrong(
          "people",
          "gives " + first + " and " + name + " the same " + key + ": one would be two voices");
  }
}
