package dev.mayday.activities.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A press of a button, as the bot API tells it (CallbackQuery).
 *
 * @param id names this press alone
 * @param from the number of the account that pressed
 * @param data what the button carries
 * @param chat where the message is; empty where Telegram does not tell it any more
 * @param message the message's number in that chat
 * @param text what the message says; empty where Telegram does not tell it any more
 */
public record Press(String id, String from, String data, String chat, long message, String text) {

  /** The press in an update, or nothing when the update is none. */
  static Optional<Press> in(JsonNode update) {
    JsonNode query = update.path("callback_query");
    if (query.path("id").asText("").isEmpty()) return Optional.empty();
    JsonNode message = query.path("message");
    return Optional.of(
        new Press(
            query.path("id").asText(),
            query.path("from").path("id").asText(""),
            query.path("data").asText(""),
            message.path("chat").path("id").asText(""),
            message.path("message_id").asLong(0),
            message.path("text").asText("")));
  }
}
