package dev.mayday.activities.pm2;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stops and starts one process, proven. */
record Runner(Shell shell) {
  static final ProcessState ABSENT = new ProcessState("absent", 0, 0, null, "", "", "", null);

  /** PM2 itself kills after its own kill timeout; it gets this much more to answer. */
  private static final Duration MORE = Duration.ofSeconds(30);

  private static final Duration UP_WITHIN = Duration.ofSeconds(15);

  NodeProcess process() {
    return shell.process();
  }

  /** Stops it, proven; returns its entry, empty where PM2 has none. */
  Optional<App> stop() {
    Optional<App> app = shell.find();
    Kin kin = Kin.of(process(), app.map(App::pid).orElse(0));
    app = app.flatMap(this::patient);
    Clock clock = Clock.of(process().stopWithin());
    if (app.isPresent() && !app.get().status().equals("stopped"))
      shell.tell(process().stopWithin().plus(MORE), Map.of(), app.get(), "stop");
    while (!stopped(kin)) if (!clock.tick()) throw running(kin);
    return app;
  }

  /**
   * PM2 kills a process that still saves when its kill timeout is over, and its files are empty
   * then. PM2 takes another timeout only with a restart, but it waits for the old life by the new
   * one.
   */
  private Optional<App> patient(App app) {
    Duration save = process().saveWithin();
    if (app.pid() == 0 || app.killTimeout().compareTo(save) >= 0) return Optional.of(app);
    String millis = String.valueOf(save.toMillis());
    Duration within = save.plus(UP_WITHIN).plus(MORE);
    shell.tell(within, Map.of(), app, "restart", "--kill-timeout", millis);
    return shell.find();
  }

  /**
   * Starts it, or adopts what an earlier attempt of this run started, or what the boot of the host
   * did on the very same settings.
   */
  App start(Settings settings, Map<String, String> environment, Fence fence) {
    App app = shell.find().orElseThrow(this::absent);
    boolean somebodys = app.alive() && !app.madeBy(fence.run(), environment);
    if (somebodys && booted(app, settings, environment)) return app;
    return start(app, environment, fence);
  }

  /** Whether it lives, and somebody else began it on the very same settings. */
  boolean begun(Settings settings, Map<String, String> environment) {
    return shell
        .find()
        .filter(app -> app.alive() && booted(app, settings, environment))
        .isPresent();
  }

  private boolean booted(App app, Settings settings, Map<String, String> environment) {
    return new Booted(process(), settings, app).reads(environment);
  }

  /** Ends its life and begins another, or adopts the one that an earlier attempt began. */
  App restart(Map<String, String> environment, Fence fence) {
    App app = shell.find().orElseThrow(this::absent);
    if (app.alive() && app.madeBy(fence.run(), environment)) return app;
    stop();
    return start(environment, fence);
  }

  /** The same, where nothing that anybody else began may be adopted. */
  App start(Map<String, String> environment, Fence fence) {
    return start(shell.find().orElseThrow(this::absent), environment, fence);
  }

  private App start(App app, Map<String, String> environment, Fence fence) {
    if (app.alive()) return adopted(app, environment, fence);
    noWriter();
    Map<String, String> all = new TreeMap<>(environment);
    all.put(App.STAMP, fence.run() + "/" + fence.step() + "/" + fence.epoch());
    shell.tell(UP_WITHIN.plus(MORE), all, app, "restart", "--update-env");
    return up(all);
  }

  private App adopted(App app, Map<String, String> environment, Fence fence) {
    if (app.madeBy(fence.run(), environment)) return app;
    throw new Unsafe(
        "%s runs already, and this run did not start it so\nHINT: two writers would share one identity; see pm2 list as its user"
            .formatted(process().name()));
  }

  private App up(Map<String, String> environment) {
    for (Clock clock = Clock.of(UP_WITHIN); ; ) {
      Optional<App> app = shell.find().filter(a -> a.runsWith(environment));
      if (app.isPresent() && app.get().status().equals("online")) return app.get();
      if (!clock.tick() || app.map(a -> a.status().equals("errored")).orElse(false))
        throw new Unavailable(
            "%s did not come up\nHINT: see its error log (pm2 describe %s as its user)"
                .formatted(process().name(), process().name()));
    }
  }

  private boolean stopped(Kin kin) {
    boolean told =
        shell.find().map(app -> app.status().equals("stopped") && app.pid() == 0).orElse(true);
    return told && kin.living().isEmpty();
  }

  /** A child that outlived its parent would write beside the new process. */
  private void noWriter() {
    Kin kin = Kin.of(process(), 0);
    if (!kin.living().isEmpty()) throw running(kin);
  }

  private Unsafe running(Kin kin) {
    return new Unsafe(
        "%s did not end within %d ms; living processes: %s\nHINT: see what holds it up, end it by hand, then retry"
            .formatted(process().name(), process().stopWithin().toMillis(), kin.living()));
  }

  private Refused absent() {
    return new Refused(
        "PM2 in %s does not list %s\nHINT: pm2 resurrect as its user, or start it once from its ecosystem file; then retry"
            .formatted(process().pm2Home(), process().name()));
  }
}
