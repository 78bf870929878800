package dev.mayday.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the service says of itself: fine only with every company connected. */
final class Health {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Health() {}

  static boolean isGood(World world) {
    URI uri = URI.create("http://127.0.0.1:" + world.servicePort() + world.traits().ready());
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
