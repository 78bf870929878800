package dev.mayday.world;

import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Swept;
import dev.mayday.system.Unsafe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@link EnvFile} on a {@link World}. */
public final class FakeEnvFile implements EnvFile {
  private final World world;

  public FakeEnvFile(World world) {
    this.world = world;
  }

  @Override
  public EnvState read(Settings settings) {
    synchronized (world) {
      if (world.env == null)
        throw new Refused(settings.path() + " is not there\nHINT: see settings.path");
      Map<String, String> values = new TreeMap<>(world.env);
      values
          .keySet()
          .removeIf(key -> !key.equals(settings.mode()) && !key.equals(settings.leaveOut()));
      return new EnvState(hash(), values);
    }
  }

  @Override
  public EnvState set(
      Settings settings, String expected, Map<String, String> values, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (world.env.equals(world.envSetBy.get(name))) return read(settings);
      if (!hash().equals(expected))
        throw new Unsafe(".env was changed since it was read\nHINT: see who changed it");
      world.sealedEnv.put(name, new TreeMap<>(world.env));
      world.env = new TreeMap<>(world.env);
      world.env.putAll(values);
      world.envSetBy.put(name, new TreeMap<>(world.env));
      return read(settings);
    }
  }

  @Override
  public void putBack(Settings settings, String name, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      Map<String, String> sealed = world.sealedEnv.get(name);
      if (sealed == null || world.env.equals(sealed)) return;
      if (!world.env.equals(world.envSetBy.get(name)))
        throw new Unsafe(".env was changed since\nHINT: see who changed it");
      world.env = new TreeMap<>(sealed);
    }
  }

  @Override
  public Swept sweep(Target target, Instant before) {
    synchronized (world) {
      if (before.isBefore(world.begun)) return new Swept(0, List.of());
      int removed = world.sealedEnv.size();
      world.sealedEnv.clear();
      return new Swept(removed, List.of());
    }
  }

  private String hash() {
    return Integer.toHexString(world.env.hashCode());
  }
}
