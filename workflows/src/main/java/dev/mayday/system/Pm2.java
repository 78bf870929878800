package dev.mayday.system;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;

/** PM2 on the service's host. A daemon that is not there is never started by a read. */
@ActivityInterface(namePrefix = "Pm2")
public interface Pm2 {
  /** Reads the process's state. No daemon reads as {@code absent}. */
  @Effect(Effect.Kind.READ)
  ProcessState state(NodeProcess process, Settings settings);

  /**
   * Stops the process and proves it: PM2 says stopped, its pid and its children are gone. A process
   * that is already stopped is proven and adopted. It has {@link NodeProcess#saveWithin()} to save:
   * where PM2 would kill it earlier, it is restarted once with that kill timeout, for which PM2
   * waits that long already, and then stopped. Returns where its logs end, in which nobody writes
   * any more.
   *
   * @throws Unsafe when it does not end within {@link NodeProcess#stopWithin()}
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  LogMark stop(NodeProcess process, Fence fence);

  /**
   * Starts it with {@code --update-env} from a minimal environment plus {@code environment},
   * stamped with the fence. A running process with this run's stamp and environment is adopted. So
   * is one that somebody else began, as the boot of the host does, after the settings were written
   * last, if it has that very environment from itself or from them and nobody lives beside it. Any
   * other that runs is {@link Unsafe} (two writers).
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  ProcessState start(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence);

  /**
   * Whether {@link #start} would adopt what somebody else began: the boot of the host did it after
   * the settings were written last, with this very environment from itself or from them.
   */
  @Effect(Effect.Kind.READ)
  boolean begun(NodeProcess process, Settings settings, Map<String, String> environment);

  /**
   * Stops the process, proven, and starts it as {@link #start} does. A running process with this
   * run's stamp and environment is adopted.
   *
   * @throws Refused when PM2 does not list it
   * @throws Unsafe when it does not end in time
   * @throws Unavailable when it does not come up
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  ProcessState restart(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence);

  /**
   * Puts the process back as it was: running with the mode that it had, or stopped. A running
   * process in another mode, or one that somebody else started in between, is stopped and proven
   * stopped first.
   */
  @Effect(value = Effect.Kind.ADOPTABLE, pace = Effect.Pace.SETTLING)
  void putBack(NodeProcess process, Settings settings, ProcessState was, Fence fence);

  /**
   * Watches for {@link NodeProcess#steadyFor()}: online all the while, the same pid, no restart.
   * Returns the state at the end.
   *
   * @throws Unavailable when it is not steady (a loop is found by the restart count)
   */
  @Effect(value = Effect.Kind.READ, pace = Effect.Pace.SETTLING)
  ProcessState steady(NodeProcess process, Settings settings);

  /** What PM2 has saved of the process: what the boot of the host starts. */
  @Effect(Effect.Kind.READ)
  SavedProcess saved(NodeProcess process, Settings settings);

  /**
   * Has what PM2 saved of the process say {@code to} in the mode and the leave-out variable, by
   * compare and set. Every other variable, every other process and what runs now stay as they are.
   * What says {@code to} already is adopted.
   *
   * @param from what {@link #saved} read before
   * @throws Unsafe when it says neither the one nor the other; nothing was written
   */
  @Effect(Effect.Kind.ADOPTABLE)
  void save(
      NodeProcess process, Settings settings, SavedProcess from, SavedProcess to, Fence fence);

  /** The present end of the two logs. */
  @Effect(Effect.Kind.READ)
  LogMark mark(NodeProcess process);

  /** Counts what matches in the logs since a mark, across rotation; no line leaves the host. */
  @Effect(Effect.Kind.READ)
  LogFindings log(
      NodeProcess process, LogMark since, List<String> patterns, List<String> errorPatterns);

  /**
   * When lines of the logs matched, by the time that a pattern's group {@code (?<time>…)} catches:
   * ISO 8601, or seconds or milliseconds since 1970; without a zone it is the host's. No line
   * leaves the host.
   *
   * @param since where to begin; null for the last megabytes of the log as it is now
   * @throws Unavailable when PM2 does not list it, or a log cannot be read
   */
  @Effect(Effect.Kind.READ)
  List<LogTimes> times(NodeProcess process, LogMark since, List<String> patterns);
}
