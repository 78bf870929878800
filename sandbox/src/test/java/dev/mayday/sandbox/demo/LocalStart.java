package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * When an emergency began, by a source of alerts that writes its own clock's time and names no
 * zone.
 *
 * @param began to the second
 */
record LocalStart(Instant began) {
  /** By whose clock the source writes: taken for UTC, its times would lie hours ahead. */
  static final ZoneId SOURCE = ZoneId.of("Asia/Tokyo");

  /** By whose clock people live: neither UTC nor the source's. */
  static final ZoneId PEOPLE = ZoneId.of("Asia/Dubai");

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  static LocalStart now() {
    return new LocalStart(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** As the source writes it. */
  String written() {
    return FULL.format(began.atZone(SOURCE));
  }

  /** What people read beside the moment that counts. */
  String words() {
    return "(its source says \"" + written() + "\", read as " + SOURCE + ")";
  }

  /** It counts as it was meant; a report shows it by both of people's clocks and as it was said. */
  void isTold(Report end, String report) {
    assertThat(end.detectedAt()).isEqualTo(began);
    assertThat(report).contains("| UTC | " + PEOPLE + " | Phase |", words());
    assertThat(report)
        .containsPattern("\\| Began \\| " + FULL.format(began.atOffset(ZoneOffset.UTC)) + beside());
  }

  /** The date stands there, too, where it is another one than in UTC. */
  private String beside() {
    String clock = CLOCK.format(began.atZone(PEOPLE));
    return " UTC \\(([0-9-]+ )?" + clock + " " + PEOPLE + "\\); by the alert: ";
  }
}
