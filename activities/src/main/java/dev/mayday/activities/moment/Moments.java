package dev.mayday.activities.moment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads moments as services write them: ISO 8601 with or without a zone, a blank in place of the T,
 * or seconds or milliseconds since 1970.
 */
public final class Moments {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,11}([.]\\d+)?");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,14}");

  private Moments() {}

  /**
   * The moment, or nothing where the text is none.
   *
   * @param zone of what says none: that of whoever wrote it
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    String plain = text.strip();
    try {
      if (MILLIS.matcher(plain).matches())
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(plain)));
      if (SECONDS.matcher(plain).matches())
        return Optional.of(Instant.ofEpochMilli((long) (Double.parseDouble(plain) * 1000)));
      return Optional.of(iso(plain.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)[ _]", "$1T"), zone));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** An offset may stand behind a blank and without its colon. */
  private static Instant iso(String text, ZoneId zone) {
    String whole = text.replaceFirst(" ?([+-]\\d\\d):?(\\d\\d)$", "$1:$2").replace(',', '.');
    boolean zoned = whole.matches(".*T.*([+-]\\d\\d:\\d\\d|Z)$");
    return zoned
        ? OffsetDateTime.parse(whole).toInstant()
        : LocalDateTime.parse(whole).atZone(zone).toInstant();
  }
}
