package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.system.Postgres;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;

/** {@link Postgres} on a {@link World}. */
public final class FakePostgres implements Postgres {
  private final World world;

  public FakePostgres(World world) {
    this.world = world;
  }

  @Override
  public Reachability probe(Database database) {
    if (database.url().equals("env:NOWHERE"))
      throw new Refused("env:NOWHERE is not set\nHINT: set it where the worker starts");
    synchronized (world) {
      return new Reachability(world.database, "fake", now(), Duration.ofMillis(1));
    }
  }

  /** The virtual time of the test server, where there is one. */
  private static Instant now() {
    try {
      ActivityInfo activity = Activity.getExecutionContext().getInfo();
      return Instant.ofEpochMilli(activity.getCurrentAttemptScheduledTimestamp());
    } catch (IllegalStateException outside) {
      return Instant.now();
    }
  }
}
