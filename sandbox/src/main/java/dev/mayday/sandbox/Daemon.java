package dev.mayday.sandbox;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of the sandbox that outlives the command that started it. Its pid file also holds the
 * time at which it began, so that a later process with the same number is never taken for it.
 */
record Daemon(String name, World world) {
  private static final Duration END = Duration.ofSeconds(5);

  void start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = Exec.in(Path.of(world.folder())).with(environment).builder(command);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    try {
      ProcessHandle process = builder.start().toHandle();
      Private.write(pidFile(), process.pid() + " " + begun(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, while it lives. */
  Optional<ProcessHandle> process() {
    if (!Files.exists(pidFile())) return Optional.empty();
    try {
      String[] parts = Files.readString(pidFile()).strip().split(" ", -1);
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(p -> begun(p) == Long.parseLong(parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    process().ifPresent(this::end);
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(ProcessHandle process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!ended(process)) process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    if (!ended(process))
      throw new Unavailable(
          "%s (process %d) does not end\nHINT: look at %s".formatted(name, process.pid(), log()));
  }

  static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return !process.isAlive();
    }
  }

  private static long begun(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
  }

  Path log() {
    return world.path("logs").resolve(name + ".log");
  }

  private Path pidFile() {
    return world.path("pids").resolve(name + ".pid");
  }
}
