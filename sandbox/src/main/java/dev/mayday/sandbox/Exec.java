package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs one program to its end: no shell, a small environment, a deadline, both streams drained.
 *
 * @param folder where it runs
 * @param environment what it gets beside a few variables of this process
 * @param deadline after which it is ended, with its children
 * @param input what it reads
 */
public record Exec(Path folder, Map<String, String> environment, Duration deadline, String input) {
  private static final int SHOWN = 600;

  /** A program that runs in this folder, a minute at most. */
  public static Exec in(Path folder) {
    return new Exec(folder, Map.of(), Duration.ofSeconds(60), "");
  }

  /** With these variables more. */
  public Exec with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Exec(folder, all, deadline, input);
  }

  /** With another deadline. */
  public Exec within(Duration longest) {
    return new Exec(folder, environment, longest, input);
  }

  /** With this on standard input, where no list of processes shows it. */
  public Exec fed(String text) {
    return new Exec(folder, environment, deadline, text);
  }

  /** Standard output, without the last line break. Another exit code than 0 is {@link Refused}. */
  public String run(List<String> command) {
    Result result = attempt(command);
    if (result.code() == 0) return result.out();
    throw new Refused(
        "%s ended with exit code %d: %s\nHINT: it ran in %s"
            .formatted(name(command), result.code(), result.shown(), folder));
  }

  /** The same, whatever the exit code. */
  public Result attempt(List<String> command) {
    Process process = start(command);
    try {
      feed(process);
      return await(command, process);
    } finally {
      kill(process.toHandle());
    }
  }

  private void feed(Process process) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it has ended before it read all; its exit code and its own words tell why
      if (input.isEmpty()) throw new UncheckedIOException(e);
    }
  }

  private Process start(List<String> command) {
    try {
      return builder(command).start();
    } catch (IOException e) {
      throw new Refused(
          "%s cannot be run: %s\nHINT: is it installed?".formatted(name(command), e.getMessage()));
    }
  }

  ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> inherited = builder.environment();
    inherited
        .keySet()
        .retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR", "HTTPS_PROXY", "https_proxy"));
    inherited.putAll(environment);
    return builder;
  }

  private Result await(List<String> command, Process process) {
    CompletableFuture<String> out =
        CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    try {
      if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
        return new Result(process.exitValue(), out.join().stripTrailing(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Unavailable(
        "%s did not end within %s s\nHINT: it ran in %s"
            .formatted(name(command), deadline.toSeconds(), folder));
  }

  private static void kill(ProcessHandle process) {
    if (!process.isAlive()) return;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(InputStream stream) {
    try (stream) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      stream.transferTo(bytes);
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(List<String> command) {
    return Path.of(command.get(0)).getFileName().toString();
  }

  /** How a program ended, and what it said. */
  public record Result(int code, String out, String err) {
    String shown() {
      String text = (err.isBlank() ? out : err).strip();
      return text.length() > SHOWN ? text.substring(text.length() - SHOWN) : text;
    }
  }
}
