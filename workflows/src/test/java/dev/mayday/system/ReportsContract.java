package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Ruling;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Reports} promises. */
public abstract class ReportsContract {
  private static final Instant ALERT = Instant.parse("2026-03-14T22:17:31Z");

  protected abstract Reports reports();

  /** The report that is filed for a run. */
  protected abstract Optional<Report> filed(String run);

  /** A report with something in every part. */
  protected static Report report(String run, Outcome outcome) {
    return new Report(
        run,
        "recovery/production/whatsapp",
        new Target("production", "whatsapp"),
        "FallBackToFiles",
        false,
        outcome,
        "two of 41 companies were kept apart",
        "aftercare",
        ALERT,
        ALERT.plusSeconds(20),
        ALERT.plusSeconds(432),
        new Report.Rto(Duration.ofSeconds(432), Duration.ofSeconds(182), Duration.ofSeconds(250)),
        List.of(
            new Report.Budget("recover", Duration.ofMinutes(5), Duration.ofSeconds(90), false),
            new Report.Budget("rto", Duration.ofMinutes(30), Duration.ofSeconds(432), false)),
        new Loss(
            Loss.Kind.BOUND,
            Duration.ofMinutes(12),
            "the warm copy is that old",
            List.of("session")),
        new Plan(
            "estate-1",
            List.of(
                new Plan.Step("change", "stop whatsapp, proven", "", "d1"),
                new Plan.Step("commit", "start on files", "newer sessions go to files", "d2")),
            "4f1d2c3b4a59687f"),
        List.of(
            new Ruling(ALERT.plusSeconds(120), 1, "second", "yes", false, false, "only claimed"),
            new Ruling(ALERT.plusSeconds(270), 1, "on-call", "yes", true, true, "code checked")),
        List.of(
            new Entry(ALERT.plusSeconds(25), "confirm", "check", "the database", "refused"),
            new Entry(ALERT.plusSeconds(400), "verify", "prove", "test message", "3EB0C1")),
        null,
        List.of("17", "23"),
        List.of("pair company 17 again"),
        "alert alertmanager/1a30ba71cca2921f",
        "",
        List.of());
  }

  @Test
  void aReportIsFiledWhole() {
    Report report = report("run-1", Outcome.RECOVERED_IN_PART);
    assertThat(reports().file(report)).contains("run-1");
    assertThat(filed("run-1")).contains(report);
    assertThat(filed("run-2")).isEmpty();
  }

  @Test
  void filingAgainReplaces() {
    String place = reports().file(report("run-1", Outcome.RECOVERED));
    Report amended = report("run-1", Outcome.RECOVERED_IN_PART);
    assertThat(reports().file(amended)).isEqualTo(place);
    assertThat(filed("run-1")).contains(amended);
  }
}
