package dev.mayday.activities.estate;

import dev.mayday.activities.estate.Person.Channel;
import dev.mayday.incident.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads people and the ladders on which they stand. */
final class PeopleReader {
  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z0-9_]{5,32}");
  private static final Form<String> CHAT_ID =
      Form.of(
          "number of a chat, or @name of a channel",
          text -> {
            Form.require(CHAT.matcher(text).matches(), "is no chat's number and no @name");
            return text;
          });

  private static final Form<String> ACCOUNT =
      Form.of(
          "number of a Telegram account, or empty",
          text -> {
            Form.require(text.matches("([1-9][0-9]{0,19})?"), "is no account's number");
            return text;
          });

  private PeopleReader() {}

  static Person person(String name, Section person) {
    String token = person.required("token", Forms.REFERENCE);
    Optional<Person.Telegram> telegram = person.maybe("telegram", PeopleReader::telegram);
    Optional<String> email =
        person.maybe("email", box -> box.required("to", ReachingReader.MAILBOX));
    List<Channel> usual = new ArrayList<>(List.of(Channel.CONSOLE, Channel.FILE));
    if (telegram.isPresent()) usual.add(Channel.TELEGRAM);
    if (email.isPresent()) usual.add(Channel.EMAIL);
    List<Channel> channels =
        person.list(
            "channels",
            Form.oneOf(Channel.class),
            usual,
            "`console`, `file`, and of `telegram` and `email` what is configured");
    if (channels.isEmpty())
      person.wrong("channels", "is empty: a person needs a way to be reached");
    if (new HashSet<>(channels).size() < channels.size())
      person.wrong("channels", "names a channel twice");
    if (channels.contains(Channel.TELEGRAM))
      person.need("telegram", "telegram is among the channels");
    if (channels.contains(Channel.EMAIL)) person.need("email", "email is among the channels");
    return new Person(name, token, List.copyOf(channels), telegram, email.orElse(""));
  }

  private static Person.Telegram telegram(Section telegram) {
    return new Person.Telegram(
        telegram.required("bot", Forms.REFERENCE),
        telegram.required("chat", CHAT_ID),
        telegram.optional("api", Forms.URL, "https://api.telegram.org"),
        telegram.optional("user", ACCOUNT, ""));
  }

  static Rung rung(Section rung, Set<String> known) {
    Duration after = rung.required("after", Amounts.duration("0s", "7d"));
    List<String> people = rung.list("people", Forms.NAME, List.of(), Keys.REQUIRED);
    if (people.isEmpty()) rung.lacks("people", "nobody would be asked");
    for (String name : people)
      if (!known.contains(name))
        rung.wrong("people", "names \"" + name + "\", who is not under people");
    return new Rung(after == null ? Duration.ZERO : after, people);
  }

  /** A rung that is not later than the one before it would never be climbed. */
  static void rising(Section top, Map<String, List<Rung>> ladders) {
    ladders.forEach(
        (name, rungs) -> {
          if (rungs.isEmpty()) top.wrong("ladders", "has no rung in " + name);
          for (int i = 1; i < rungs.size(); i++)
            if (rungs.get(i).after().compareTo(rungs.get(i - 1).after()) <= 0)
              top.wrong(
                  "ladders",
                  "does not rise in " + name + ": rung " + (i + 1) + " is not after rung " + i);
        });
  }
}
