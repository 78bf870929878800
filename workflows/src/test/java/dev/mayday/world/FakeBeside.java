package dev.mayday.world;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What {@link FakePm2} does with a neighbour. */
final class FakeBeside {
  private final World world;
  private final Life life;

  FakeBeside(World world, NodeProcess process) {
    this.world = world;
    life = world.beside.get(process.name());
  }

  ProcessState state() {
    return new ProcessState(
        life.status,
        life.pid,
        0,
        life.runs() ? Instant.ofEpochSecond(life.pid) : null,
        life.mode,
        "",
        life.stamp,
        Duration.ofSeconds(10));
  }

  void stop() {
    life.pid = 0;
    life.status = "stopped";
  }

  ProcessState start(Settings settings, Map<String, String> environment, Fence fence) {
    if (life.runs() && !mine(fence)) throw new Unsafe("it runs already\nHINT: see pm2 list");
    if (life.broken) throw new Unavailable("it did not come up\nHINT: see its error log");
    if (!life.runs()) started(environment.getOrDefault(settings.mode(), life.mode), fence);
    return state();
  }

  ProcessState restart(Settings settings, Map<String, String> environment, Fence fence) {
    if (!life.runs() || !mine(fence)) stop();
    return start(settings, environment, fence);
  }

  void putBack(ProcessState was, Fence fence) {
    boolean known = life.pid == was.pid() || mine(fence);
    if (was.running() == life.runs() && known) return;
    stop();
    if (was.running()) started(was.mode(), fence);
    else life.status = was.status();
  }

  ProcessState steady(NodeProcess process) {
    if (!life.runs())
      throw new Unavailable(process.name() + " is not steady\nHINT: read its error log");
    return state();
  }

  private boolean mine(Fence fence) {
    return life.stamp.startsWith(fence.run() + "/");
  }

  private void started(String mode, Fence fence) {
    life.status = "online";
    life.pid = 500 + ++world.restarts;
    life.mode = mode;
    life.stamp = fence.run() + "/" + fence.step() + "/" + fence.epoch();
    life.reads = world.readable();
  }
}
