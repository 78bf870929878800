package dev.mayday.sandbox.demo;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process that the demo or a test started, and ends by its pid. */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(15);
  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end " + name));
  }

  /**
   * Starts a program whose output goes to a log file.
   *
   * @throws Refused when it cannot be started
   */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    environment(builder, environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new Refused(
          name
              + " cannot be started: "
              + e.getMessage()
              + "\nHINT: see whether "
              + command.get(0)
              + " is there");
    }
  }

  /** Nothing of the person's own Temporal service, and this. */
  static void environment(ProcessBuilder builder, Map<String, String> environment) {
    builder.environment().keySet().removeIf(key -> key.startsWith("TEMPORAL_"));
    builder.environment().putAll(environment);
  }

  /**
   * Waits until it is ready.
   *
   * @throws Unavailable when it ends or does not become ready in time
   */
  public Child awaitReady(Duration longest, BooleanSupplier ready) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) throw new Unavailable(name + " ended at once\nHINT: read " + log);
      if (System.nanoTime() > deadline)
        throw new Unavailable(
            name + " is not ready after " + longest.toSeconds() + " s\nHINT: read " + log);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return this;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Kills it hard, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await(GRACE);
  }

  @Override
  public void close() {
    end(GRACE);
  }

  /** Asks it to end; where it has not done so within this time, it is killed. */
  void end(Duration grace) {
    process.destroy();
    if (!await(grace)) kill();
  }

  private boolean await(Duration longest) {
    try {
      return process.waitFor(longest.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
