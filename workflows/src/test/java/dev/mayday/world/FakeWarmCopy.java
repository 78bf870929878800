package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Reachability;
import dev.mayday.system.Unavailable;
import dev.mayday.system.WarmCopy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@link WarmCopy} on a {@link World}. */
public final class FakeWarmCopy implements WarmCopy {
  private final World world;

  public FakeWarmCopy(World world) {
    this.world = world;
  }

  @Override
  public Copy refresh(Database database, SessionStore store) {
    synchronized (world) {
      if (world.database != Reachability.State.READY)
        throw new Unavailable("the database does not answer\nHINT: see whether it runs");
      world.warmCopy = world.rows.copy();
      world.warmCopyAt = Instant.now();
      long keys = world.warmCopy.values().stream().mapToLong(Map::size).sum();
      return new Copy("copy-2", world.warmCopyAt, keys, keys, 0, List.of());
    }
  }
}
