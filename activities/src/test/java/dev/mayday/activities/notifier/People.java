package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.estate.Reaching;
import dev.mayday.activities.estate.Rounds;
import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small estate of people: two on the ladder, one on none. */
public final class People {
  /** The service that they are on the ladder of. */
  public static final Target TARGET = new Target("production", "whatsapp");

  private People() {}

  /** The estate, with everybody reached by the file channel. */
  public static EstateFile byFile(Path state) {
    return estate(state, person("on-call", "A"), person("backup", "B"), person("outsider", "C"));
  }

  /** Somebody who reads a file and whose token is {@code env:TOKEN_} and the letter. */
  public static Person person(String name, String letter) {
    return new Person(name, "env:TOKEN_" + letter, List.of(Person.Channel.FILE), Optional.empty());
  }

  static Person chatting(String name, String api) {
    return new Person(
        name,
        "env:TOKEN_A",
        List.of(Person.Channel.TELEGRAM),
        Optional.of(new Person.Telegram("env:BOT", "-1001234567890", api)));
  }

  /**
   * The estate, with everybody on the ladder reached by a file and a chat of their own, and asked
   * with one-time codes made under {@code env:CODES}. The accounts are 4711 and 4712.
   */
  public static EstateFile byChat(Path state, String api) {
    EstateFile plain =
        estate(
            state,
            withButtons("on-call", "A", api, "4711"),
            withButtons("backup", "B", api, "4712"),
            person("outsider", "C"));
    return Records.with(
        plain,
        "reaching",
        new Reaching(Optional.of(new Reaching.OneTimeCodes("env:CODES", 5)), Optional.empty()));
  }

  private static Person withButtons(String name, String letter, String api, String user) {
    return new Person(
        name,
        "env:TOKEN_" + letter,
        List.of(Person.Channel.FILE, Person.Channel.TELEGRAM),
        Optional.of(new Person.Telegram("env:BOT", user, api, user)));
  }

  static EstateFile estate(Path state, Person onCall, Person second, Person outsider) {
    Map<String, Person> people =
        Map.of(onCall.name(), onCall, second.name(), second, outsider.name(), outsider);
    return new EstateFile(
        state.toString(),
        "Europe/Moscow",
        "http://127.0.0.1:8233",
        Optional.empty(),
        new Listen("127.0.0.1", 0),
        new Rounds("", Duration.ofMinutes(1)),
        Map.of(),
        people,
        Set.of(TARGET.environment()),
        Map.of(TARGET, service(List.of(onCall.name()), List.of(second.name()))),
        Map.of(),
        Reaching.NONE,
        Optional.empty());
  }

  private static Service service(List<String> first, List<String> then) {
    List<Rung> ladder =
        List.of(new Rung(Duration.ZERO, first), new Rung(Duration.ofMinutes(5), then));
    return Records.with(Services.bare(TARGET), Map.of("ladder", ladder, "zone", "Europe/Moscow"));
  }
}
