package dev.mayday.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The two clocks by which people act: UTC, and the zone that the configuration names. Where the
 * zone is UTC nothing is said twice.
 *
 * @param zone the zone beside UTC
 */
public record Clocks(ZoneId zone) {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** The clocks of a zone by its name; no name, or one that this Java does not know, is UTC. */
  public static Clocks of(String zone) {
    try {
      return new Clocks(zone == null || zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      return new Clocks(ZoneOffset.UTC);
    }
  }

  /** As in {@code 2026-03-14 02:17:31 UTC (05:17:31 Europe/Moscow)}. */
  public String when(Instant at) {
    return utc(at) + " UTC" + beside(at);
  }

  /** As in {@code 2026-03-14T02:17:31Z (05:17:31 Europe/Moscow)}: what a command takes, first. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS) + beside(at);
  }

  /** The clock in UTC, with its date. */
  public String utc(Instant at) {
    return FULL.format(at.atOffset(ZoneOffset.UTC));
  }

  /** The zone's clock, with the date only where it is another one than in UTC. */
  public String local(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    boolean sameDay = there.toLocalDate().equals(at.atOffset(ZoneOffset.UTC).toLocalDate());
    return (sameDay ? CLOCK : FULL).format(there);
  }

  /** The zone's clock in brackets; an empty text where it shows the same as UTC. */
  public String beside(Instant at) {
    boolean same = zone.getRules().getOffset(at).equals(ZoneOffset.UTC);
    return same ? "" : " (" + local(at) + " " + zone + ")";
  }
}
