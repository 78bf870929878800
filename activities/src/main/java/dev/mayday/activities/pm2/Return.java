package dev.mayday.activities.pm2;

import dev.mayday.activities.env.EnvValues;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.ProcessState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Brings a process back to what it was: running in its mode, or stopped. */
record Return(Runner runner, Settings settings, ProcessState was) {
  void go(Fence fence) {
    Optional<App> now = runner.shell().find();
    if (!wasAlive()) runner.stop();
    else if (!now.map(app -> as(app) && known(app, fence)).orElse(false)) again(now, fence);
  }

  private boolean wasAlive() {
    return was.running() || !Set.of("stopped", "errored", "absent").contains(was.status());
  }

  /** Also when a first attempt of this undo could only set what had not been set before. */
  private boolean as(App app) {
    ProcessState now = app.state(settings);
    boolean unset = was.mode().isEmpty() && now.mode().equals(mode());
    return app.alive()
        && (unset || now.mode().equals(was.mode()))
        && now.leftOut().equals(was.leftOut());
  }

  /**
   * A life that neither was there before nor was begun by this run (the boot of the host, somebody
   * in between) may have begun on code and settings that are put back by now.
   */
  private boolean known(App app, Fence fence) {
    return app.pid() == was.pid() || app.madeBy(fence.run(), Map.of());
  }

  private void again(Optional<App> now, Fence fence) {
    if (now.map(App::alive).orElse(false)) runner.stop();
    runner.start(variables(now.map(app -> app.state(settings)).orElse(Runner.ABSENT)), fence);
  }

  /** Only what differs: PM2 can set a variable, and never take it away again. */
  private Map<String, String> variables(ProcessState now) {
    Map<String, String> variables = new TreeMap<>();
    if (!now.mode().equals(was.mode())) variables.put(settings.mode(), mode());
    if (!now.leftOut().equals(was.leftOut())) variables.put(settings.leaveOut(), was.leftOut());
    return variables;
  }

  /** A process that had no mode from PM2 read it from its file: there it is again by now. */
  private String mode() {
    return was.mode().isEmpty() ? EnvValues.read(settings).orElse("") : was.mode();
  }
}
