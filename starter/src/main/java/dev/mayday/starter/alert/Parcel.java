package dev.mayday.starter.alert;

import dev.mayday.incident.Alert;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Alerts of one sender that wait to be carried.
 *
 * @param alerts a few
 * @param landed completes when they are in Temporal, and fails when not in time: from then on the
 *     sender was told so and will try again, and they are not carried any more
 */
record Parcel(List<Alert> alerts, CompletableFuture<Void> landed) {
  static Parcel of(List<Alert> alerts, Duration within) {
    CompletableFuture<Void> landed = new CompletableFuture<>();
    return new Parcel(alerts, landed.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS));
  }
}
