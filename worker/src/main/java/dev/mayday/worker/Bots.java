package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.BotApi;
import dev.mayday.activities.telegram.Pauses;
import dev.mayday.activities.telegram.PressPoller;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.web.OneAttempt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes presses of buttons, by one poller for each bot. {@code mayday_telegram_polling} says of
 * each bot whether presses are taken here; why not is said on the console.
 */
final class Bots implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(4);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  /**
   * One bot.
   *
   * @param api the address of the bot API
   * @param reference where its token is
   * @param people those who answer by its buttons
   */
  record Bot(String api, String reference, List<Person> people) {
    private String key() {
      return UUID.nameUUIDFromBytes((api + " " + reference).getBytes(StandardCharsets.UTF_8))
          .toString();
    }
  }

  private final List<PressPoller> pollers = new ArrayList<>();
  private final EstateFile estate;
  private final Secrets secrets;
  private final PrintStream console;

  private Bots(EstateFile estate, Secrets secrets, PrintStream console) {
    this.estate = estate;
    this.secrets = secrets;
    this.console = console;
  }

  /** Starts a poller for each bot of which somebody has buttons. */
  static Bots start(
      EstateFile estate,
      Secrets secrets,
      WorkflowClient client,
      MeterRegistry registry,
      PrintStream console) {
    Bots bots = new Bots(estate, secrets, console);
    for (Bot bot : of(estate)) {
      PressPoller poller = bots.poller(bot, client);
      bots.pollers.add(poller);
      Gauge.builder("mayday.telegram.polling", poller, one -> one.trouble().isEmpty() ? 1 : 0)
          .description("1 while presses of this bot's buttons are taken by this worker")
          .tag("bot", bot.reference())
          .strongReference(true)
          .register(registry);
      Daemons.named("telegram").newThread(poller).start();
    }
    return bots;
  }

  /** The bots of an estate, each with those who answer by its buttons. */
  static List<Bot> of(EstateFile estate) {
    Map<String, Bot> bots = new LinkedHashMap<>();
    for (Person person : estate.people().values())
      person
          .telegram()
          .filter(Person.Telegram::buttons)
          .ifPresent(
              chat ->
                  bots.computeIfAbsent(
                          chat.api() + " " + chat.bot(),
                          any -> new Bot(chat.api(), chat.bot(), new ArrayList<>()))
                      .people()
                      .add(person));
    return List.copyOf(bots.values());
  }

  private PressPoller poller(Bot bot, WorkflowClient client) {
    Duration poll = Pauses.USUAL.poll().plus(ANSWER_WITHIN);
    Path lock = Path.of(estate.state()).resolve("telegram").resolve(bot.key() + ".lock");
    return new PressPoller(
        api(bot, poll),
        api(bot, ANSWER_WITHIN),
        lock,
        new PressDesk(estate, secrets, new Runs(client), new Talks(client), bot),
        words -> say(bot, words),
        Pauses.USUAL);
  }

  private BotApi api(Bot bot, Duration within) {
    return new BotApi(bot.api(), bot.reference(), secrets, new OneAttempt(CONNECT_WITHIN, within));
  }

  private void say(Bot bot, String words) {
    synchronized (console) {
      console.println("[mayday] telegram bot " + bot.reference() + ": " + secrets.mask(words));
    }
  }

  @Override
  public void close() {
    pollers.forEach(PressPoller::close);
  }
}
