package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Rounds;
import dev.mayday.activities.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The doctor of a worker: looks soon after the start and then once a day, and again after an hour
 * as long as something would not work, so that what was mended is not red until tomorrow. What it
 * finds is on {@code /metrics} and, for {@code mayday status} on any machine, in Temporal.
 */
final class DailyDoctor implements AutoCloseable {
  static final Duration RED_AGAIN = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final DailyLook look;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("doctor"));
  private Future<?> next;

  private DailyDoctor(DailyLook look) {
    this.look = look;
  }

  /** Begins to wait for the first look; the worker's start is not held up. */
  static DailyDoctor begin(
      Temporal temporal,
      EstateFile estate,
      Secrets secrets,
      Collection<String> hosts,
      Metrics metrics) {
    DoctorFigures figures = new DoctorFigures(metrics.registry());
    DailyDoctor doctor =
        new DailyDoctor(new DailyLook(temporal, estate, secrets, List.copyOf(hosts), figures));
    doctor.after(estate.rounds().after());
    return doctor;
  }

  private void after(Duration wait) {
    next = thread.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, there is a next time. */
  private void round() {
    boolean well = false;
    try {
      well = look.well();
    } finally {
      EstateFile estate = look.estate();
      if (!thread.isShutdown())
        after(next(estate.rounds(), ZoneId.of(estate.zone()), Instant.now(), well));
    }
  }

  /** How long until the next look. */
  static Duration next(Rounds rounds, ZoneId zone, Instant now, boolean well) {
    Duration daily = rounds.at().isEmpty() ? DAY : until(LocalTime.parse(rounds.at()), zone, now);
    return well || daily.compareTo(RED_AGAIN) < 0 ? daily : RED_AGAIN;
  }

  private static Duration until(LocalTime at, ZoneId zone, Instant now) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime today = here.with(at);
    ZonedDateTime next = today.isAfter(here) ? today : today.plusDays(1);
    return Duration.between(here, next);
  }

  @Override
  public void close() {
    next.cancel(true);
    thread.shutdownNow();
  }
}
