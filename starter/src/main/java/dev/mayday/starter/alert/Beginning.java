package dev.mayday.starter.alert;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When something began, by its sender's word. The budget's clock starts there: a time that lies
 * ahead, was never ended or is none would make nonsense of it, so that the time of receipt counts
 * then.
 *
 * @param at the moment that counts
 * @param said the sender's words, where the moment is not just that; else null
 * @param zone the source's zone, where the words name none and are a time; else null
 */
record Beginning(Instant at, String said, String zone) {
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Duration BACK = Duration.ofHours(24);

  /**
   * Reads one.
   *
   * @param said ISO 8601, also with a blank between date and time, with or without an offset
   * @param zone the name of the zone in which a time without an offset is read
   * @param received when the message came
   */
  static Beginning of(String said, String zone, Instant received) {
    String text = said.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    Optional<Instant> whole = read(() -> OffsetDateTime.parse(text).toInstant());
    Optional<Instant> there = whole.isPresent() ? whole : read(() -> local(text, zone));
    Instant at = there.filter(moment -> sane(moment, received)).orElse(received);
    String assumed = whole.isEmpty() && there.isPresent() ? zone : null;
    boolean asSaid = said.isEmpty() || (whole.isPresent() && whole.get().equals(at));
    return new Beginning(at, asSaid ? null : said, assumed);
  }

  /** An hour that is there twice is the earlier one: no outage is made shorter than it is. */
  private static Instant local(String text, String zone) {
    return LocalDateTime.parse(text)
        .atZone(ZoneId.of(zone))
        .withEarlierOffsetAtOverlap()
        .toInstant();
  }

  private static boolean sane(Instant moment, Instant received) {
    return !moment.isAfter(received.plus(AHEAD)) && !moment.isBefore(received.minus(BACK));
  }

  private static Optional<Instant> read(Supplier<Instant> parser) {
    try {
      return Optional.of(parser.get());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
