package dev.mayday.world;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.LogFindings;
import dev.mayday.system.LogMark;
import dev.mayday.system.LogTimes;
import dev.mayday.system.Pm2;
import dev.mayday.system.ProcessState;
import dev.mayday.system.SavedProcess;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
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
      if (neighbour(process)) return beside(process).state();
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
      if (neighbour(process)) {
        beside(process).stop();
        return new LogMark(0, 0, 0, 0);
      }
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
      if (neighbour(process)) return beside(process).start(settings, environment, fence);
      if (world.pid > 0 && booted(environment)) return state(process, settings);
      if (world.pid > 0 && !mine(settings, environment, fence))
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
  public ProcessState restart(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (neighbour(process)) return beside(process).restart(settings, environment, fence);
      if (!mine(settings, environment, fence)) stopped();
      return start(process, settings, environment, fence);
    }
  }

  @Override
  public void putBack(NodeProcess process, Settings settings, ProcessState was, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (neighbour(process)) {
        beside(process).putBack(was, fence);
        return;
      }
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
      if (neighbour(process)) return beside(process).steady(process);
      if (world.crashing || world.pid == 0)
        throw new Unavailable(process.name() + " is not steady\nHINT: read its error log");
      return state(process, settings);
    }
  }

  @Override
  public SavedProcess saved(NodeProcess process, Settings settings) {
    synchronized (world) {
      return world.saved == null
          ? SavedProcess.NONE
          : new SavedProcess(true, "online", world.saved, world.saved, "");
    }
  }

  @Override
  public void save(
      NodeProcess process, Settings settings, SavedProcess from, SavedProcess to, Fence fence) {
    synchronized (world) {
      world.fence(fence);
      if (world.saved != null && world.saved.equals(to.own())) return;
      if (world.saved == null || !world.saved.equals(from.own()))
        throw new Unsafe("what PM2 had saved was changed\nHINT: see who works on it");
      world.saved = new TreeMap<>(to.own());
    }
  }

  @Override
  public LogMark mark(NodeProcess process) {
    synchronized (world) {
      return new LogMark(1, world.logOutput.size(), 2, world.logErrors.size());
    }
  }

  @Override
  public LogFindings log(
      NodeProcess process, LogMark since, List<String> patterns, List<String> errorPatterns) {
    synchronized (world) {
      List<String> err = since(world.logErrors, since.errOffset());
      List<String> all = new ArrayList<>(since(world.logOutput, since.outOffset()));
      all.addAll(err);
      Map<String, Integer> matches = new HashMap<>();
      patterns.forEach(pattern -> matches.put(pattern, count(all, pattern)));
      List<String> errors =
          errorPatterns.stream().filter(pattern -> count(err, pattern) > 0).toList();
      return new LogFindings(matches, errors, all.size());
    }
  }

  private static int count(List<String> lines, String pattern) {
    return (int) lines.stream().filter(Pattern.compile(pattern).asPredicate()).count();
  }

  @Override
  public List<LogTimes> times(NodeProcess process, LogMark since, List<String> patterns) {
    synchronized (world) {
      List<String> lines = since(since == null ? new LogMark(1, 0, 2, 0) : since);
      List<LogTimes> all = new ArrayList<>();
      for (String pattern : patterns) {
        List<Instant> found =
            lines.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::find)
                .map(one -> Instant.parse(one.group("time")))
                .sorted()
                .toList();
        if (!found.isEmpty())
          all.add(new LogTimes(pattern, "", found.get(0), found.get(found.size() - 1)));
      }
      return all;
    }
  }

  private static List<String> since(List<String> log, long offset) {
    return List.copyOf(log.subList((int) Math.min(offset, log.size()), log.size()));
  }

  private List<String> since(LogMark mark) {
    int from = (int) Math.min(mark.errOffset(), world.logErrors.size());
    return List.copyOf(world.logErrors.subList(from, world.logErrors.size()));
  }

  private boolean neighbour(NodeProcess process) {
    return world.beside.containsKey(process.name());
  }

  private FakeBeside beside(NodeProcess process) {
    return new FakeBeside(world, process);
  }

  /** Begun by this run, and in the mode that is wanted. */
  private boolean mine(Settings settings, Map<String, String> environment, Fence fence) {
    return world.stamp.startsWith(fence.run() + "/")
        && world.mode.equals(environment.getOrDefault(settings.mode(), world.mode));
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
