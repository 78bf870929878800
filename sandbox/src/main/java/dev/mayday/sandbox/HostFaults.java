package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Faults of the host that the service runs on: PM2's daemon, and with it the service. A boot brings
 * back what PM2 had saved when the sandbox rose, whatever was started or stopped since.
 */
record HostFaults(World world, Programs programs) {
  private static final Duration GONE = Duration.ofSeconds(10);

  /** The daemon alone is killed; what it ran loses its parent and ends soon. */
  void killDaemon() {
    List<ProcessHandle> service = service();
    Signals.send("SIGKILL", daemon().stream().toList(), programs);
    Await.until("PM2's daemon is gone", GONE, () -> daemon().isEmpty());
    if (!Await.holds(GONE, () -> service.stream().noneMatch(ProcessHandle::isAlive)))
      Signals.send("SIGKILL", service, programs);
  }

  /** Everything at once, as when the power goes. */
  void down() {
    List<ProcessHandle> all = Stream.concat(daemon().stream(), service().stream()).toList();
    Signals.send("SIGKILL", all, programs);
    Await.until("the host is down", GONE, () -> all.stream().noneMatch(HostFaults::lives));
  }

  /** Harmless where PM2 runs. */
  void boot() {
    if (daemon().isEmpty()) new ServiceProcess(world, programs).resurrect();
  }

  private List<ProcessHandle> service() {
    return daemon().stream().flatMap(ProcessHandle::descendants).toList();
  }

  private Optional<ProcessHandle> daemon() {
    Path file = Path.of(world.pm2Home()).resolve("pm2.pid");
    if (!Files.exists(file)) return Optional.empty();
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      return ProcessHandle.of(pid).filter(this::isDaemon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * PM2's process writes its home into its title, as much of it as there is room for; a dead one
   * that waits to be reaped has none.
   */
  private boolean isDaemon(ProcessHandle process) {
    String[] said = title(process).split("God Daemon \\(", 2);
    return said.length == 2 && world.pm2Home().startsWith(said[1].replaceAll("[)\\s\\x00]*$", ""));
  }

  private static boolean lives(ProcessHandle process) {
    return process.isAlive() && !title(process).isEmpty();
  }

  private static String title(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"),
          java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
