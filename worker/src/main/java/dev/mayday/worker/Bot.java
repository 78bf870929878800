package dev.mayday.worker;

import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks small questions over HTTP; the address is never said, for it may hold a token. */
final class Bot {
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private Bot() {}

  /** Whether the bot API knows the token. */
  static String ask(Person.Telegram chat, Secrets secrets) {
    String token = secrets.resolve(chat.bot()).reveal();
    int status = status(chat.api() + "/bot" + token + "/getMe", chat.api());
    if (status == 200) return "the bot is known";
    throw new Refused(
        chat.api()
            + " does not know the bot: HTTP "
            + status
            + "\nHINT: see whether "
            + chat.bot()
            + " holds the bot's token");
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

  /** The status that an address answers with. */
  private static int status(String address, String said) {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(WITHIN)
          .build()
          .send(
              HttpRequest.newBuilder(URI.create(address)).timeout(WITHIN).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new Unavailable(
          said
              + " does not answer: "
              + e.getClass().getSimpleName()
              + "\nHINT: see whether it can be reached from this machine");
    } catch (IllegalArgumentException e) {
      throw new Refused(said + " does not make an address\nHINT: see whether a token has a blank");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(said + " was not waited for\nHINT: try again");
    }
  }
}
