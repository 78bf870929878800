package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Pages of this machine, with a deadline. */
final class Web {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private final HttpClient http = HttpClient.newHttpClient();

  /** A page, or an empty text where nobody answers. */
  String page(String url) {
    return page(HttpRequest.newBuilder(URI.create(url)));
  }

  /** The same for a page that is asked for in a way of its own. */
  String page(HttpRequest.Builder request) {
    try {
      return send(request).body();
    } catch (IOException nothing) {
      return "";
    }
  }

  /** Whether a page answers well. */
  boolean good(String url) {
    try {
      return status(HttpRequest.newBuilder(URI.create(url))) == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The status of an answer. */
  int status(HttpRequest.Builder request) throws IOException {
    return send(request).statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
