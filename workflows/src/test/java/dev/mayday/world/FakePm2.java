package dev.mayday.world;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.LogFindings;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@link Pm2} on a {@link World}. */
public final class FakePm2 implements Pm2 {
  private final World world;
  private final String modeBefore;

  public FakePm2(World world) {
    this.world = world;
    modeBefore = world.mode;
  }

  @Override
  public ProcessState state(NodeProcess process, Settings settings) {
    synchronized (world) {
      return new ProcessState(
          world.status,
          world.pid,
          world.restarts,
          world.pid == 0 ? null : Instant.ofEpochSecond(world.pid),
          world.mode,
          world.leftOut,
          world.stamp,
          world.killTimeout);
    }
  }

  @Override
  public LogMark stop(NodeProcess process, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (world.pid > 0 && world.killTimeout.compareTo(process.saveWithin()) < 0)
        world.killTimeout = process.saveWithin();
      stopped();
      return mark(process);
    }
  }

  @Override
  public ProcessState start(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      boolean mine =
          world.stamp.startsWith(fence.run() + "/")
              && world.mode.equals(environment.getOrDefault(settings.mode(), world.mode));
      if (world.pid > 0 && booted(environment)) return state(process, settings);
      if (world.pid > 0 && !mine)
        throw new Unsafe("it runs already\nHINT: two writers would spoil the sessions");
      if (world.pid == 0)
        started(
            environment.get(settings.mode()),
            environment.getOrDefault(settings.leaveOut(), ""),
            fence);
      return state(process, settings);
    }
  }

  @Override
  public boolean begun(NodeProcess process, Settings settings, Map<String, String> environment) {
    synchronized (world) {
      return world.pid > 0 && booted(environment);
    }
  }

  @Override
  public void putBack(NodeProcess process, Settings settings, ProcessState was, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      boolean known = world.pid == was.pid() || world.stamp.startsWith(fence.run() + "/");
      boolean asBefore =
          known && world.mode.equals(was.mode()) && world.leftOut.equals(was.leftOut());
      if (was.running() == (world.pid > 0) && (!was.running() || asBefore)) return;
      stopped();
      if (was.running()) started(was.mode(), was.leftOut(), fence);
      else world.mode = was.mode();
      world.status = was.status();
    }
  }

  @Override
  public ProcessState steady(NodeProcess process, Settings settings) {
    synchronized (world) {
      if (world.crashing || world.pid == 0)
        throw new Unavailable(process.name() + " is not steady\nHINT: read its error log");
      return state(process, settings);
    }
  }

  @Override
  public LogMark mark(NodeProcess process) {
    synchronized (world) {
      return new LogMark(1, 0, 2, world.logErrors.size());
    }
  }

  @Override
  public LogFindings log(
      NodeProcess process, LogMark since, List<String> patterns, List<String> errorPatterns) {
    synchronized (world) {
      List<String> lines = since(since);
      List<String> errors =
          errorPatterns.stream()
              .filter(pattern -> lines.stream().anyMatch(Pattern.compile(pattern).asPredicate()))
              .toList();
      return new LogFindings(Map.of(), errors, lines.size());
    }
  }

  private List<String> since(LogMark mark) {
    int from = (int) Math.min(mark.errOffset(), world.logErrors.size());
    return List.copyOf(world.logErrors.subList(from, world.logErrors.size()));
  }

  private boolean booted(Map<String, String> environment) {
    return world.read != null
        && world.read.equals(world.env)
        && environment.entrySet().stream()
            .allMatch(one -> world.read.getOrDefault(one.getKey(), "").equals(one.getValue()));
  }

  private void stopped() {
    world.pid = 0;
    world.read = null;
    world.status = "stopped";
  }

  private void started(String mode, String leftOut, Fence fence) {
    world.status = "online";
    world.pid = 200 + ++world.restarts;
    world.mode = mode == null ? world.mode : mode;
    if (!world.mode.equals(modeBefore)) world.written.add("newer sessions with mode " + world.mode);
    world.leftOut = leftOut == null ? "" : leftOut;
    world.stamp = fence.run() + "/" + fence.step() + "/" + fence.epoch();
  }
}
