package dev.mayday.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time that a web server says with its answer (RFC 9110, Date); whole seconds. */
final class WebDate {
  private static final Duration WITHIN = Duration.ofSeconds(3);

  private WebDate() {}

  /** Nothing where it does not answer, or says no time: that is somebody else's finding. */
  static Optional<Offset> of(String url) {
    Instant before = Instant.now();
    return date(url)
        .map(theirs -> Offset.of(url, theirs, before.minusSeconds(1), Instant.now()))
        .map(offset -> offset.by(new Address(URI.create(url).getHost())));
  }

  private static Optional<Instant> date(String url) {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(WITHIN)
          .build()
          .send(
              HttpRequest.newBuilder(URI.create(url)).timeout(WITHIN).build(),
              HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (IOException | IllegalArgumentException | DateTimeException unsaid) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
