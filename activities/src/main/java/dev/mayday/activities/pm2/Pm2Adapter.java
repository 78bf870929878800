package dev.mayday.activities.pm2;

import dev.mayday.activities.fence.Fences;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * PM2 on this host, by its own program. No daemon is ever started: where there is none, people
 * bring it back with everything that it ran (pm2 resurrect).
 */
public final class Pm2Adapter implements Pm2 {
  /** Of a process that PM2 does not list. */
  private static final LogMark NOWHERE = new LogMark(0, 0, 0, 0);

  /** Of a log that is read for what was last, that much: more would take longer than it tells. */
  private static final long TAIL = 16 << 20;

  private final Path node;
  private final Path pm2;
  private final Fences fences;

  /**
   * @param node the node program that runs pm2, as an absolute path
   * @param pm2 the pm2 program, as an absolute path; of the daemon's own version
   * @param fences this host's fences
   */
  public Pm2Adapter(Path node, Path pm2, Fences fences) {
    this.node = node;
    this.pm2 = pm2;
    this.fences = fences;
  }

  @Override
  public ProcessState state(NodeProcess process, Settings settings) {
    return shell(process).find().map(app -> app.state(settings)).orElse(Runner.ABSENT);
  }

  @Override
  public LogMark stop(NodeProcess process, Fence fence) {
    return fences.hold(
        fence, "pm2", () -> runner(process).stop().map(Pm2Adapter::end).orElse(NOWHERE));
  }

  @Override
  public ProcessState start(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    return fences.hold(
        fence, "pm2", () -> runner(process).start(settings, environment, fence).state(settings));
  }

  @Override
  public boolean begun(NodeProcess process, Settings settings, Map<String, String> environment) {
    return runner(process).begun(settings, environment);
  }

  @Override
  public ProcessState restart(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    return fences.hold(
        fence, "pm2", () -> runner(process).restart(environment, fence).state(settings));
  }

  @Override
  public void putBack(NodeProcess process, Settings settings, ProcessState was, Fence fence) {
    fences.hold(fence, "pm2", () -> new Return(runner(process), settings, was).go(fence));
  }

  @Override
  public ProcessState steady(NodeProcess process, Settings settings) {
    return new Watch(shell(process)).steady().state(settings);
  }

  @Override
  public SavedProcess saved(NodeProcess process, Settings settings) {
    return new Dump(process, settings).read();
  }

  @Override
  public void save(
      NodeProcess process, Settings settings, SavedProcess from, SavedProcess to, Fence fence) {
    fences.hold(fence, "pm2", () -> new Dump(process, settings).write(from, to));
  }

  @Override
  public LogMark mark(NodeProcess process) {
    return end(listed(process));
  }

  private static LogMark end(App app) {
    Log.Place out = Log.end(app.out());
    Log.Place err = Log.end(app.err());
    return new LogMark(out.inode(), out.offset(), err.inode(), err.offset());
  }

  @Override
  public LogFindings log(
      NodeProcess process, LogMark since, List<String> patterns, List<String> errorPatterns) {
    App app = listed(process);
    Count count = new Count(patterns, errorPatterns);
    // a process may have both in one file: there every line may be an error's
    if (!app.err().equals(app.out()))
      Log.read(app.out(), new Log.Place(since.outInode(), since.outOffset()), count::out);
    Log.read(app.err(), new Log.Place(since.errInode(), since.errOffset()), count::err);
    return count.findings();
  }

  @Override
  public List<LogTimes> times(NodeProcess process, LogMark since, List<String> patterns) {
    App app = listed(process);
    Times times = new Times(patterns);
    boolean tail = since == null;
    Log.read(
        app.out(),
        tail ? Log.tail(app.out(), TAIL) : new Log.Place(since.outInode(), since.outOffset()),
        times::line);
    if (!app.err().equals(app.out()))
      Log.read(
          app.err(),
          tail ? Log.tail(app.err(), TAIL) : new Log.Place(since.errInode(), since.errOffset()),
          times::line);
    return times.all();
  }

  private App listed(NodeProcess process) {
    return shell(process)
        .find()
        .orElseThrow(
            () ->
                new Unavailable(
                    "PM2 in %s does not list %s\nHINT: pm2 list as its user; pm2 resurrect brings a lost list back"
                        .formatted(process.pm2Home(), process.name())));
  }

  private Runner runner(NodeProcess process) {
    return new Runner(shell(process));
  }

  private Shell shell(NodeProcess process) {
    return new Shell(node, pm2, process);
  }
}
