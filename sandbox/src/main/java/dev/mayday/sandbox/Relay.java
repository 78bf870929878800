package dev.mayday.sandbox;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The wire between the service and PostgreSQL, a process of its own with a switch. */
record Relay(World world, Programs programs) {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private Daemon daemon() {
    return new Daemon("relay", world);
  }

  void start() {
    daemon()
        .start(
            List.of(
                programs.node().toString(),
                world.path("machinery/relay.js").toString(),
                Integer.toString(world.relayPort()),
                Integer.toString(world.postgresPort()),
                Integer.toString(world.controlPort()),
                Integer.toString(world.witnessPort())),
            Map.of());
    Await.until("the relay answers", ANSWER, () -> Port.answers(world.controlPort()));
  }

  void stop() {
    daemon().stop();
  }

  /**
   * @param mode {@code pass}, {@code refuse}, {@code block}, {@code isolate} or {@code slow?ms=N}
   */
  void mode(String mode) {
    URI uri = URI.create("http://127.0.0.1:" + world.controlPort() + "/" + mode);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      turned(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new Unavailable(
          "the relay does not answer: " + e.getMessage() + "\nHINT: ./mayday sandbox up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void turned(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new Unavailable(
          "the relay did not turn its switch: " + answer.body() + "\nHINT: ./mayday sandbox up");
    }
  }
}
