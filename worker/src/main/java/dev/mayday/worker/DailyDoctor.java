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
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The doctor of a worker: looks soon after the start and then once a day, and again after an hour
 * as long as something would not work, so that what was mended is not red until tomorrow. What it
 * finds is on {@code /metrics} and, for {@code mayday status} on any machine, in Temporal.
 */
final class DailyDoctor implements AutoCloseable {
  static final Duration RED_AGAIN = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final BooleanSupplier look;
  private final Function<Boolean, Duration> pause;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("doctor"));
  private Future<?> next;

  private DailyDoctor(BooleanSupplier look, Function<Boolean, Duration> pause) {
    this.look = look;
    this.pause = pause;
  }

  /** Begins to wait for the first look; the worker's start is not held up. */
  static DailyDoctor begin(
      Temporal temporal,
      EstateFile estate,
      Secrets secrets,
      Collection<String> hosts,
      Metrics metrics) {
    DoctorFigures figures = new DoctorFigures(metrics.registry());
    DailyLook look = new DailyLook(temporal, estate, secrets, List.copyOf(hosts), figures);
    ZoneId zone = ZoneId.of(estate.zone());
    return begin(
        look::well,
        estate.rounds().after(),
        well -> next(estate.rounds(), zone, Instant.now(), well));
  }

  /**
   * The same with looks and times that are given.
   *
   * @param look looks once, and says whether everything would work
   * @param first how long until the first look
   * @param pause how long until the next look, after one that found everything well, or not
   */
  static DailyDoctor begin(
      BooleanSupplier look, Duration first, Function<Boolean, Duration> pause) {
    DailyDoctor doctor = new DailyDoctor(look, pause);
    doctor.after(first);
    return doctor;
  }

  private void after(Duration wait) {
    next = thread.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever goes wrong, there is a next time. */
  private void round() {
    boolean well = false;
    try {
      well = look.getAsBoolean();
    } finally {
      if (!thread.isShutdown()) after(pause.apply(well));
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
