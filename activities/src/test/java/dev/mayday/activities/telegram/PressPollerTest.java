package dev.mayday.activities.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Presses over real sockets: none is lost and none is confirmed before it was taken. */
@Timeout(60)
class PressPollerTest {
  private static final String TOKEN = "7000000001:AAF-not-a-real-token";
  private static final String CHAT = "4711";
  private static final Pauses SHORT =
      new Pauses(
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(300));

  @TempDir Path folder;
  private final TelegramServer server = new TelegramServer(TOKEN, CHAT);
  private final List<PressPoller> pollers = new ArrayList<>();
  private final List<Press> taken = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private volatile Function<Press, Taken> judge =
      press -> Taken.counted("you said " + press.data());

  @AfterEach
  void end() {
    pollers.forEach(PressPoller::close);
    server.close();
  }

  private PressPoller poller(String lock, String token) {
    BotApi api =
        new BotApi(
            server.url(),
            "env:BOT",
            new Secrets(Map.of("BOT", token)),
            new OneAttempt(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    PressPoller poller =
        new PressPoller(api, api, folder.resolve(lock), this::take, said::add, SHORT);
    pollers.add(poller);
    Thread thread = new Thread(poller, "poller " + lock);
    thread.setDaemon(true);
    thread.start();
    return poller;
  }

  private PressPoller polling() {
    PressPoller poller = poller("bot.lock", TOKEN);
    Await.until(() -> !server.offsets().isEmpty());
    return poller;
  }

  private Taken take(Press press) {
    taken.add(press);
    return judge.apply(press);
  }

  private TelegramServer.Message question() throws Exception {
    BotApi api =
        new BotApi(
            server.url(),
            "env:BOT",
            new Secrets(Map.of("BOT", TOKEN)),
            new OneAttempt(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    Map<String, String> yes = Map.of("text", "yes", "callback_data", "NONCE-YES");
    Map<String, String> no = Map.of("text", "no", "callback_data", "NONCE-NO");
    api.call(
        "sendMessage",
        Map.of(
            "chat_id",
            CHAT,
            "text",
            "a question",
            "reply_markup",
            Map.of("inline_keyboard", List.of(List.of(yes, no)))));
    return server.in(CHAT).get(0);
  }

  private void shown(int times) {
    Await.until(() -> server.toasts().size() == times);
  }

  @Test
  void aPressIsTakenShownAndItsButtonsGo() throws Exception {
    polling();
    server.press(question(), "yes", 4711);
    Await.until(() -> server.in(CHAT).get(0).edited());
    assertThat(taken).singleElement().matches(press -> press.from().equals("4711"));
    assertThat(taken.get(0).data()).isEqualTo("NONCE-YES");
    assertThat(server.toasts())
        .singleElement()
        .matches(toast -> toast.text().equals("you said NONCE-YES") && !toast.alert());
    assertThat(server.in(CHAT).get(0).text()).isEqualTo("a question\n\n→ you said NONCE-YES");
    assertThat(server.in(CHAT).get(0).buttons()).isEmpty();
    Await.until(() -> server.kept() == 0);
  }

  /**
   * An impatient one presses twice, and the second press was on its way before the first counted.
   */
  @Test
  void aPressOnAClosedQuestionLeavesWhatTheMessageSays() throws Exception {
    TelegramServer.Message question = question();
    server.press(question, "yes", 4711);
    server.press(question, "yes", 4711);
    judge = press -> taken.size() == 1 ? Taken.counted("you said yes") : Taken.closed("too late");
    polling();
    shown(2);
    Await.until(() -> server.kept() == 0);
    assertThat(server.toasts().get(1).text()).isEqualTo("too late");
    assertThat(server.in(CHAT).get(0).text()).isEqualTo("a question\n\n→ you said yes");
    assertThat(said)
        .as("that no button is left to take away")
        .noneMatch(one -> one.contains("400"));
    judge = press -> Taken.tooLate("control");
    server.send(question, "NONCE-YES", 4711);
    Await.until(() -> server.in(CHAT).get(0).text().contains("control"));
  }

  @Test
  void whoIsRefusedIsToldAndLeavesTheButtonsToWhoeverTheyAreFor() throws Exception {
    judge = press -> Taken.refused("it is somebody else's");
    polling();
    server.press(question(), "yes", 666);
    shown(1);
    assertThat(server.toasts().get(0).alert()).isTrue();
    assertThat(server.in(CHAT).get(0).buttons()).hasSize(2);
  }

  @Test
  void aPressThatCannotBeTakenNowIsKeptAlsoForTheNextWorker() throws Exception {
    judge =
        press -> {
          throw new Unavailable("the Temporal service does not answer");
        };
    PressPoller dies = polling();
    server.press(question(), "yes", 4711);
    Await.until(() -> taken.size() > 1);
    assertThat(said).anyMatch(words -> words.contains("the Temporal service does not answer"));
    dies.close();
    assertThat(server.toasts()).isEmpty();
    judge = press -> Taken.counted("now");
    poller("bot.lock", TOKEN);
    shown(1);
    assertThat(taken).extracting(Press::id).containsOnly(taken.get(0).id());
    Await.until(() -> server.kept() == 0);
  }

  /** The worker dies after the press was taken and before it was confirmed. */
  @Test
  void aPressThatWasNotConfirmedComesAgainUnderTheSameName() throws Exception {
    PressPoller[] dies = new PressPoller[1];
    judge =
        press -> {
          dies[0].close();
          return Taken.counted("taken");
        };
    dies[0] = polling();
    server.press(question(), "yes", 4711);
    shown(1);
    judge = press -> Taken.tooLate("you said so already");
    poller("bot.lock", TOKEN);
    Await.until(() -> taken.size() == 2);
    assertThat(taken.get(1).id()).isEqualTo(taken.get(0).id());
    Await.until(() -> server.kept() == 0);
  }

  @Test
  void onOneMachineOnePollsAndTheNextTakesOver() throws Exception {
    PressPoller first = polling();
    PressPoller second = poller("bot.lock", TOKEN);
    Await.until(() -> second.trouble().contains("another worker on this machine"));
    server.press(question(), "yes", 4711);
    shown(1);
    assertThat(said).noneMatch(words -> words.contains("409"));
    first.close();
    Await.until(() -> second.trouble().isEmpty());
  }

  @Test
  void twoPollersOnTwoMachinesAreSaidAndStandBackAndNoPressIsLost() throws Exception {
    polling();
    poller("on-another-machine.lock", TOKEN);
    Await.until(() -> said.stream().anyMatch(words -> words.contains("409: Conflict")));
    int before = server.offsets().size();
    TelegramServer.Message question = question();
    for (int press = 1; press <= 3; press++) {
      server.send(question, "NONCE-" + press, 4711);
      shown(press);
    }
    assertThat(taken).extracting(Press::data).containsExactly("NONCE-1", "NONCE-2", "NONCE-3");
    assertThat(server.offsets().size() - before).as("they do not hunt each other").isLessThan(40);
  }

  @Test
  void aWebhookIsSaidAndPressesGoOnOnceItIsAway() throws Exception {
    server.webhook("https://elsewhere.example/hook");
    polling();
    Await.until(() -> said.stream().anyMatch(words -> words.contains("while webhook is active")));
    server.webhook("");
    server.press(question(), "yes", 4711);
    shown(1);
    Await.until(() -> said.get(said.size() - 1).equals("presses are taken"));
  }

  @Test
  void tooManyRequestsAreWaitedOut() throws Exception {
    TelegramServer.Message question = question();
    server.slowDown(1);
    PressPoller poller = poller("bot.lock", TOKEN);
    Await.until(() -> poller.trouble().contains("429: Too Many Requests"));
    assertThat(server.offsets()).as("nothing is asked before the second is over").isEmpty();
    Await.until(() -> poller.trouble().isEmpty());
    judge =
        press -> {
          server.slowDown(1);
          return Taken.counted("counted");
        };
    server.press(question, "yes", 4711);
    shown(1);
    Await.until(() -> server.in(CHAT).get(0).edited());
  }

  @Test
  void aCutNetworkIsSurvived() throws Exception {
    polling();
    TelegramServer.Message question = question();
    server.cut(3);
    server.press(question, "yes", 4711);
    Await.until(() -> said.stream().anyMatch(words -> words.contains("the connection broke")));
    server.press(question, "no", 4711);
    Await.until(() -> taken.size() >= 2);
    assertThat(taken).extracting(Press::data).contains("NONCE-YES", "NONCE-NO");
  }

  @Test
  void aBugInTheJudgementStopsNoOtherPress() throws Exception {
    judge =
        press -> {
          if (press.data().equals("NONCE-YES")) throw new IllegalStateException("a bug");
          return Taken.counted("counted");
        };
    polling();
    TelegramServer.Message question = question();
    server.press(question, "yes", 4711);
    server.press(question, "no", 4711);
    shown(2);
    assertThat(server.toasts().get(0).text()).contains("could not judge");
    assertThat(said).anyMatch(words -> words.contains("a bug"));
  }

  @Test
  void aWrongTokenIsSaidWithoutIt() {
    poller("bot.lock", "7000000001:another-token");
    Await.until(() -> said.stream().anyMatch(words -> words.contains("401: Unauthorized")));
    assertThat(said).noneMatch(words -> words.contains("another-token"));
  }
}
