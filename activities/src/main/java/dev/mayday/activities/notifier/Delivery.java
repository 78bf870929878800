package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages to people by every channel that is configured for them, side by side, so that one
 * channel that hangs does not keep the others from being used.
 */
public final class Delivery {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(4);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
  private static final Duration WAIT_AT_MOST = Duration.ofSeconds(5);
  private static final Duration ALL_WITHIN = Duration.ofSeconds(22);
  private static final int SIDE_BY_SIDE = 16;

  private final Map<Person.Channel, Channel> channels;
  private final Duration within;

  /**
   * @param estate names the state folder, in which the files of the channel {@code file} lie
   * @param secrets resolves the bots' tokens
   * @param console where the channel {@code console} prints
   */
  public Delivery(EstateFile estate, Secrets secrets, PrintStream console) {
    this(estate, secrets, console, Patience.of(WAIT_AT_MOST));
  }

  Delivery(EstateFile estate, Secrets secrets, PrintStream console, Patience patience) {
    this(channels(estate, secrets, console, patience), ALL_WITHIN);
  }

  Delivery(Map<Person.Channel, Channel> channels, Duration within) {
    this.channels = channels;
    this.within = within;
  }

  private static Map<Person.Channel, Channel> channels(
      EstateFile estate, Secrets secrets, PrintStream console, Patience patience) {
    OneAttempt http = new OneAttempt(CONNECT_WITHIN, ANSWER_WITHIN);
    Path notices = Path.of(estate.state()).resolve("notices");
    Map<Person.Channel, Channel> channels = new EnumMap<>(Person.Channel.class);
    channels.put(Person.Channel.CONSOLE, new ConsoleChannel(console));
    channels.put(Person.Channel.FILE, new FileChannel(notices, Clock.systemUTC()));
    channels.put(Person.Channel.TELEGRAM, new TelegramChannel(secrets, http, patience));
    estate
        .reaching()
        .mail()
        .ifPresent(
            mail ->
                channels.put(Person.Channel.EMAIL, new EmailChannel(new Postbox(mail, secrets))));
    return channels;
  }

  /**
   * Delivers to each person their message, within half a minute in all.
   *
   * @param messages who gets what
   * @return what became of each, in the order of people and channels
   */
  public List<Delivered> all(Map<Person, Message> messages) {
    List<Callable<Delivered>> ways = new ArrayList<>();
    messages.forEach(
        (person, message) ->
            person.channels().forEach(by -> ways.add(() -> one(person, by, message))));
    if (ways.isEmpty()) return List.of();
    ExecutorService side = Executors.newFixedThreadPool(Math.min(SIDE_BY_SIDE, ways.size()));
    try {
      return gathered(
          names(messages), side.invokeAll(ways, within.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return names(messages);
    } finally {
      side.shutdownNow();
    }
  }

  private Delivered one(Person person, Person.Channel by, Message message) {
    try {
      channels.get(by).deliver(person, message);
      return new Delivered(person.name(), by, "");
    } catch (NotDelivered trouble) {
      return new Delivered(person.name(), by, trouble.getMessage());
    }
  }

  private static List<Delivered> gathered(List<Delivered> late, List<Future<Delivered>> ways)
      throws InterruptedException {
    List<Delivered> all = new ArrayList<>();
    for (Future<Delivered> way : ways) all.add(result(way, late.get(all.size())));
    return all;
  }

  private static Delivered result(Future<Delivered> way, Delivered late)
      throws InterruptedException {
    try {
      return way.get();
    } catch (CancellationException notInTime) {
      return late;
    } catch (ExecutionException bug) {
      String kind = bug.getCause().getClass().getSimpleName();
      return new Delivered(late.person(), late.channel(), "the channel failed: " + kind);
    }
  }

  private static List<Delivered> names(Map<Person, Message> messages) {
    return messages.keySet().stream()
        .flatMap(
            person ->
                person.channels().stream()
                    .map(by -> new Delivered(person.name(), by, "not confirmed in time")))
        .toList();
  }
}
