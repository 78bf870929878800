package dev.mayday.worker;

import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Whether somebody is to be reached, without a message to anybody. */
final class Bot {
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private Bot() {}

  /** Whether the bot API knows the token, and the bot sees the chat. */
  static String ask(Person.Telegram chat, Secrets secrets) {
    BotLook bot = new BotLook(chat.api(), chat.bot(), secrets);
    bot.at("getMe", Map.of(), "see whether " + chat.bot() + " holds the bot's token");
    bot.at(
        "getChat",
        Map.of("chat_id", chat.chat()),
        "have the person write to the bot once, or add the bot to the group; see the number of the"
            + " chat, "
            + chat.chat());
    return "the bot is known, and sees the chat";
  }

  /** Whether something listens there; nothing is sent, for a question may be a message. */
  static String reached(String address) {
    URI uri = URI.create(address);
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), (int) WITHIN.toMillis());
      return uri.getHost() + ":" + port + " takes connections";
    } catch (IOException e) {
      throw new Unavailable(
          uri.getHost()
              + ":"
              + port
              + " takes no connection: "
              + e.getClass().getSimpleName()
              + "\nHINT: see whether the service runs, and whether messaging.sendUrl is its address");
    }
  }
}
