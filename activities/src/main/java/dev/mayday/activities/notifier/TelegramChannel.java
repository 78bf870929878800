package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.BotApi;
import dev.mayday.activities.telegram.NotOk;
import dev.mayday.activities.telegram.Texts;
import dev.mayday.activities.web.OneAttempt;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bot's message to a chat, as plain text: nothing in an alert can then be taken for markup. The
 * answers to a question are buttons where a person's account is configured.
 */
final class TelegramChannel implements Channel {
  private final Secrets secrets;
  private final OneAttempt http;
  private final Patience patience;

  TelegramChannel(Secrets secrets, OneAttempt http, Patience patience) {
    this.secrets = secrets;
    this.http = http;
    this.patience = patience;
  }

  @Override
  public void deliver(Person person, Message message) throws NotDelivered {
    Person.Telegram chat =
        person.telegram().orElseThrow(() -> new NotDelivered("no telegram chat is configured"));
    BotApi api = new BotApi(chat.api(), chat.bot(), secrets, http);
    try {
      send(api, body(chat, message));
    } catch (NotOk no) {
      throw new NotDelivered(no.getMessage());
    } catch (IOException broken) {
      throw new NotDelivered("the bot API: " + broken.getMessage());
    }
  }

  private void send(BotApi api, Map<String, Object> body) throws NotOk, IOException {
    try {
      api.call("sendMessage", body);
    } catch (NotOk no) {
      if (!no.tooMany() || !patience.outlasts(no.retryAfter())) throw no;
      api.call("sendMessage", body);
    }
  }

  private static Map<String, Object> body(Person.Telegram chat, Message message) {
    String text = message.subject() + "\n\n" + message.text(chat.alone());
    Map<String, Object> body = new HashMap<>();
    body.put("chat_id", chat.chat());
    body.put("text", Texts.message(text));
    if (chat.buttons() && !message.buttons().isEmpty())
      body.put("reply_markup", Map.of("inline_keyboard", List.of(row(message))));
    return body;
  }

  private static List<Map<String, String>> row(Message message) {
    return message.buttons().stream()
        .map(button -> Map.of("text", button.label(), "callback_data", button.data()))
        .toList();
  }
}
