package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Fence;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.system.Sessions;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import dev.mayday.system.Swept;
import dev.mayday.system.Unsafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link Sessions} on a {@link World}. */
public final class FakeSessions implements Sessions {
  private final World world;

  public FakeSessions(World world) {
    this.world = world;
  }

  @Override
  public List<Source> sources(Database database, SessionStore store) {
    synchronized (world) {
      List<Source> found = new ArrayList<>();
      if (world.database == Reachability.State.READY || world.rowsReadable)
        found.add(source(Source.Kind.LIVE, "live", null, world.rows));
      if (world.warmCopy != null)
        found.add(source(Source.Kind.WARM_COPY, "copy-1", world.warmCopyAt, world.warmCopy));
      if (world.folder != null)
        found.add(source(Source.Kind.FILES, store.folder(), world.warmCopyAt, world.folder));
      return found;
    }
  }

  @Override
  public Staged stage(
      Database database, SessionStore store, Source source, String name, Instant lastWrite) {
    synchronized (world) {
      World.Store from = content(source);
      if (from == null || from.isEmpty())
        throw new Refused("no sessions in " + source.name() + "\nHINT: choose another source");
      boolean ratchets =
          lastWrite != null
              && (source.snapshot() == null || !source.snapshot().isBefore(lastWrite));
      World.Store staged = new World.Store();
      List<CompanyState> companies = new ArrayList<>();
      from.forEach((company, keys) -> companies.add(stage(company, keys, ratchets, staged)));
      world.staged.put(name, staged);
      Instant snapshot = source.snapshot() == null ? Instant.now() : source.snapshot();
      return new Staged(name, source.kind(), snapshot, ratchets, companies);
    }
  }

  @Override
  public void discard(SessionStore store, String name) {
    synchronized (world) {
      world.staged.remove(name);
    }
  }

  @Override
  public void install(SessionStore store, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (world.installedBy.equals(name)) return;
      World.Store staged = world.staged.remove(name);
      if (staged == null)
        throw new Unsafe("nothing is staged as " + name + "\nHINT: stage it again");
      if (world.folder != null) world.parked.put(name, world.folder);
      world.folder = staged;
      world.installedBase = staged.copy();
      world.installedBy = name;
    }
  }

  @Override
  public void putBack(SessionStore store, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (!world.installedBy.equals(name)) return;
      world.staged.put(name, world.folder);
      world.folder = world.parked.remove(name);
      world.installedBy = "";
      world.installedBase = null;
    }
  }

  @Override
  public Swept sweep(SessionStore store, Instant before) {
    synchronized (world) {
      List<String> left = world.parked.keySet().stream().map(name -> "parked " + name).toList();
      if (before.isBefore(world.begun)) return new Swept(0, left);
      int removed = world.staged.size();
      world.staged.clear();
      return new Swept(removed, left);
    }
  }

  private World.Store content(Source source) {
    return switch (source.kind()) {
      case LIVE -> world.rows;
      case WARM_COPY -> world.warmCopy;
      case FILES -> world.folder;
    };
  }

  private static CompanyState stage(
      String company, Map<String, String> keys, boolean ratchets, World.Store staged) {
    Map<String, String> kept = new java.util.TreeMap<>(keys);
    int before = kept.size();
    if (!ratchets) kept.keySet().removeIf(key -> key.startsWith("session"));
    boolean usable = keys.getOrDefault("creds", "").startsWith("valid");
    if (usable) staged.put(company, kept);
    return new CompanyState(
        company,
        usable,
        kept.size(),
        before - kept.size(),
        usable ? List.of() : List.of("creds.json is cut"));
  }

  private static Source source(Source.Kind kind, String name, Instant at, World.Store store) {
    long keys = store.values().stream().mapToLong(Map::size).sum();
    return new Source(kind, name, at, List.copyOf(store.keySet()), keys);
  }
}
