package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Fence;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.system.Returned;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Swept;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@link SessionRows} on a {@link World}. */
public final class FakeSessionRows implements SessionRows {
  private final World world;
  private final Map<String, World.Store> brought = new TreeMap<>();

  public FakeSessionRows(World world) {
    this.world = world;
  }

  @Override
  public Returned compare(Database database, SessionStore store) {
    synchronized (world) {
      reachable();
      installed();
      writable();
      return merge(world.rows.copy());
    }
  }

  @Override
  public Returned bringBack(Database database, SessionStore store, String name, Fence fence) {
    synchronized (world) {
      reachable();
      installed();
      writable();
      world.fence(fence);
      World.Store before = world.rowsBefore.computeIfAbsent(name, absent -> world.rows.copy());
      World.Store merged = before.copy();
      Returned result = merge(merged);
      world.rows = merged;
      brought.put(name, merged.copy());
      return result;
    }
  }

  @Override
  public void takeBack(Database database, SessionStore store, String name, Fence fence) {
    synchronized (world) {
      reachable();
      world.fence(fence);
      World.Store before = world.rowsBefore.remove(name);
      if (before == null) return;
      if (!world.rows.equals(brought.get(name)))
        throw new Unsafe("a row was changed since\nHINT: see who writes");
      world.rows = before;
    }
  }

  @Override
  public String prove(Database database, SessionStore store, String name) {
    synchronized (world) {
      reachable();
      brought
          .getOrDefault(name, new World.Store())
          .forEach((company, keys) -> there(company, keys.keySet()));
      return "all there";
    }
  }

  @Override
  public void forget(Database database, SessionStore store, String name) {
    synchronized (world) {
      world.rowsBefore.remove(name);
    }
  }

  @Override
  public Swept sweep(Database database, SessionStore store, Instant before) {
    synchronized (world) {
      reachable();
      if (before.isBefore(world.begun)) return new Swept(0, List.of());
      int removed = world.rowsBefore.size();
      world.rowsBefore.clear();
      return new Swept(removed, List.of());
    }
  }

  private void there(String company, Set<String> keys) {
    if (!world.rows.getOrDefault(company, Map.of()).keySet().containsAll(keys))
      throw new Unsafe("rows are missing\nHINT: see who deleted them");
  }

  private void reachable() {
    if (world.database != Reachability.State.READY)
      throw new Unavailable("the database does not answer\nHINT: see whether it runs");
  }

  private void installed() {
    if (world.folder == null)
      throw new Refused("there is no folder of sessions\nHINT: nothing was installed");
  }

  private void writable() {
    if (!world.rowsWritable)
      throw new Refused("the role lacks INSERT on keys\nHINT: GRANT INSERT ON keys TO it;");
  }

  /** Three ways: what was installed, the files now, the rows now. */
  private Returned merge(World.Store rows) {
    int[] counts = new int[4];
    List<String> conflicts = new ArrayList<>();
    List<CompanyState> companies = new ArrayList<>();
    World.Store base = world.installedBase == null ? new World.Store() : world.installedBase;
    world.folder.forEach(
        (company, files) -> {
          boolean usable = files.getOrDefault("creds", "").startsWith("valid");
          companies.add(
              new CompanyState(
                  company,
                  usable,
                  files.size(),
                  0,
                  usable ? List.of() : List.of("creds.json is cut")));
          if (usable)
            company(company, files, base.getOrDefault(company, Map.of()), rows, counts, conflicts);
        });
    return new Returned(
        counts[0], counts[1], counts[2], counts[3], conflicts, companies, null, null);
  }

  private static void company(
      String company,
      Map<String, String> files,
      Map<String, String> base,
      World.Store rows,
      int[] counts,
      List<String> conflicts) {
    Map<String, String> mine = rows.computeIfAbsent(company, absent -> new TreeMap<>());
    files.forEach(
        (key, value) -> {
          String row = mine.get(key);
          if (value.equals(row)) counts[3]++;
          else if (row != null && base.containsKey(key) && !row.equals(base.get(key)))
            conflicts.add(company + "/" + key);
          else {
            counts[row == null ? 0 : 1]++;
            mine.put(key, value);
          }
        });
    base.keySet().stream()
        .filter(key -> !files.containsKey(key) && mine.remove(key) != null)
        .forEach(key -> counts[2]++);
  }
}
