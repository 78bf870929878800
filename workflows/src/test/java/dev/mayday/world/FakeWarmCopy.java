package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Reachability;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import dev.mayday.system.WarmCopy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
      String lost = lost(store.copyMayShrink());
      String accept = "accept-" + Integer.toHexString(lost.hashCode());
      if (!lost.isEmpty() && !world.touched.remove(accept))
        throw new Unsafe(
            "the one before stays: " + lost + "\nHINT: if it is meant, run `touch " + accept + "`");
      world.warmCopy = world.rows.copy();
      world.warmCopyAt = Instant.now();
      long keys = world.warmCopy.values().stream().mapToLong(Map::size).sum();
      return new Copy("copy-2", world.warmCopyAt, keys, keys, 0, List.of());
    }
  }

  private String lost(double may) {
    if (world.warmCopy == null) return "";
    return world.warmCopy.entrySet().stream()
        .filter(one -> valid(one.getValue()))
        .map(one -> lost(one.getKey(), one.getValue(), world.rows.get(one.getKey()), may))
        .filter(found -> !found.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String lost(
      String company, Map<String, String> before, Map<String, String> now, double may) {
    if (now == null) return "company " + company + " is gone";
    if (!valid(now)) return "company " + company + " is not usable any more";
    boolean most = now.size() - 1 < (1 - may) * (before.size() - 1);
    return most ? "company " + company + " lost most of its keys" : "";
  }

  private static boolean valid(Map<String, String> keys) {
    return keys.getOrDefault("creds", "").startsWith("valid");
  }
}
