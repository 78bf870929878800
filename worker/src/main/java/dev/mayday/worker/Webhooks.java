package dev.mayday.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import java.util.Map;

/**
 * Whether presses of a bot's buttons come to Mayday. Asking for them would take them from the
 * worker that polls, so it is only asked where else they go.
 */
final class Webhooks {
  private Webhooks() {}

  static String none(Bots.Bot bot, Secrets secrets) {
    JsonNode info =
        new BotLook(bot.api(), bot.reference(), secrets)
            .at("getWebhookInfo", Map.of(), "see whether " + bot.reference() + " is right");
    if (!info.path("url").asText("").isEmpty())
      throw new Refused(
          "the bot has a webhook: presses go there and no worker gets them"
              + "\nHINT: call deleteWebhook, or give Mayday a bot of its own");
    return "the bot has no webhook, " + info.path("pending_update_count").asInt() + " updates wait";
  }
}
