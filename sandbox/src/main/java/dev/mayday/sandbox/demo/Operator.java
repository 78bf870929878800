package dev.mayday.sandbox.demo;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Says {@code mayday} commands, each in a process of its own, as a person on the host would. */
final class Operator {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private final Program program;
  private final Set<Process> speaking = ConcurrentHashMap.newKeySet();

  Operator(Program program) {
    this.program = program;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> speaking.forEach(Process::destroyForcibly), "end commands"));
  }

  /**
   * Runs one command to its end.
   *
   * @throws Unavailable when it does not end within five minutes
   */
  Spoken say(String... words) {
    ProcessBuilder builder = new ProcessBuilder(program.command(words)).redirectErrorStream(true);
    Child.environment(builder, program.environment());
    try {
      Process process = builder.start();
      speaking.add(process);
      try {
        return heard(process, words[0]);
      } finally {
        process.destroyForcibly();
        speaking.remove(process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Spoken heard(Process process, String name) throws IOException {
    process.getOutputStream().close();
    CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> all(process));
    try {
      if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
        return new Spoken(process.exitValue(), said.join().strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    throw new Unavailable(
        "mayday %s has not ended after %d min\nHINT: see whether worker and Temporal server run"
            .formatted(name, LONGEST.toMinutes()));
  }

  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How Mayday is started on this sandbox's host. */
  record Program(Java java, List<String> settings, Map<String, String> environment) {
    List<String> command(String... words) {
      return command(java.command(), words);
    }

    List<String> command(List<String> start, String... words) {
      return Stream.of(start, List.of(words), settings).flatMap(List::stream).toList();
    }
  }
}
