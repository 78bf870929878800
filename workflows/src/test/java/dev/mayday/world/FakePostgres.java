package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.system.Postgres;
import dev.mayday.system.Reachability;
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
    synchronized (world) {
      return new Reachability(world.database, "fake", Instant.now(), Duration.ofMillis(1));
    }
  }
}
