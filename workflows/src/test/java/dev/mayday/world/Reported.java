package dev.mayday.world;

import dev.mayday.incident.Loss;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The report that tests fill in by {@link Records}: of a run that began and tells nothing yet. */
public final class Reported {
  /** When it began, and the emergency with it. */
  public static final Instant BEGAN = Instant.parse("2026-03-14T02:17:31Z");

  private Reported() {}

  /** A run of {@code FallBackToFiles} in its phase recover, started by on-call. */
  public static Report begun(Target target) {
    return new Report(
        "run",
        target.recoveryId(),
        target,
        "FallBackToFiles",
        false,
        null,
        "",
        "recover",
        BEGAN,
        BEGAN,
        null,
        new Report.Rto(Duration.ZERO, Duration.ZERO, Duration.ZERO),
        List.of(),
        Loss.NOTHING,
        Plan.NONE,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        "on-call",
        "",
        List.of());
  }
}
