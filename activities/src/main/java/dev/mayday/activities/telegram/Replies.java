package dev.mayday.activities.telegram;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What whoever pressed gets to see: a line over the chat, which also ends the button's waiting, and
 * the message without its buttons once they have had their day. The press counts without it; what
 * does not reach the chat is said.
 */
final class Replies {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private final BotApi api;
  private final Consumer<String> says;

  Replies(BotApi api, Consumer<String> says) {
    this.api = api;
    this.says = says;
  }

  void give(Press press, Taken taken) {
    call(
        "answerCallbackQuery",
        Map.of(
            "callback_query_id",
            press.id(),
            "text",
            Texts.toast(taken.said()),
            "show_alert",
            !taken.counted()));
    if (taken.over() && !press.chat().isEmpty()) disarm(press, taken);
  }

  /** A message that is written anew without buttons has none. */
  private void disarm(Press press, Taken taken) {
    if (press.text().isEmpty() || !taken.written())
      call(
          "editMessageReplyMarkup", Map.of("chat_id", press.chat(), "message_id", press.message()));
    else
      call(
          "editMessageText",
          Map.of(
              "chat_id",
              press.chat(),
              "message_id",
              press.message(),
              "text",
              Texts.message(press.text(), "\n\n→ " + taken.said())));
  }

  private void call(String method, Map<String, Object> body) {
    try {
      once(method, body);
    } catch (NotOk no) {
      again(method, body, no);
    } catch (IOException broken) {
      says.accept(method + ": " + broken.getMessage());
    }
  }

  /** A message that has no buttons any more is as it should be. */
  private void once(String method, Map<String, Object> body) throws NotOk, IOException {
    try {
      api.call(method, body);
    } catch (NotOk no) {
      if (!no.getMessage().contains("message is not modified")) throw no;
    }
  }

  private void again(String method, Map<String, Object> body, NotOk first) {
    boolean wait = first.tooMany() && first.retryAfter().compareTo(LONGEST_WAIT) <= 0;
    try {
      if (!wait) throw first;
      TimeUnit.NANOSECONDS.sleep(first.retryAfter().toNanos());
      once(method, body);
    } catch (NotOk | IOException no) {
      says.accept(method + ": " + no.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
