package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of Mayday's neighbours. It is there, or the test fails: nothing is left out silently.
 */
record Tool(Path program) {
  private static final long LONGEST_MINUTES = 6;

  /** The one that the launcher names in this variable. */
  static Tool named(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .filter(Files::exists)
        .map(Tool::new)
        .orElseThrow(
            () ->
                new AssertionError(
                    variable
                        + " names no program\nHINT: start the tests by ./mayday test, or run"
                        + " ./mayday provision and name it"));
  }

  /** Runs it to its end in this folder, with this as its input; both of its streams. */
  Spoken in(Path folder, String input, Map<String, String> environment, List<String> arguments) {
    try {
      Path words = Files.createTempFile("input", "");
      Path said = Files.createTempFile("said", "");
      try {
        Files.writeString(words, input);
        Process process = begun(folder, words, said, environment, arguments);
        return new Spoken(ended(process), Files.readString(said, StandardCharsets.UTF_8));
      } finally {
        Files.delete(words);
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process begun(
      Path folder, Path words, Path said, Map<String, String> environment, List<String> arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(arguments);
    builder.environment().putAll(environment);
    return builder
        .directory(folder.toFile())
        .redirectInput(words.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private int ended(Process process) {
    try {
      if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) return process.exitValue();
      throw new AssertionError(program + " has not ended after " + LONGEST_MINUTES + " min");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
