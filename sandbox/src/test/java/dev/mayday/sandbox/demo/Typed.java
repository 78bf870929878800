package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that are not Mayday's, as a person types them. */
final class Typed {
  private Typed() {}

  /** Runs a program to its end; what it prints. It must succeed. */
  static String in(Path folder, String... words) {
    try {
      Process process =
          new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw new AssertionError(String.join(" ", words) + "\n" + said);
      return said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As somebody of this name: whoever runs the tests may have told git none. */
  static String git(Path checkout, String... words) {
    List<String> line = new ArrayList<>(List.of("-c", "user.name=a", "-c", "user.email=a@b"));
    line.addAll(List.of(words));
    return in(checkout, all("git", line));
  }

  /** {@code temporal workflow …} about the recovery of this scene. */
  static String temporal(Scene scene, String what, String... words) {
    List<String> line = new ArrayList<>(List.of("workflow", what));
    line.addAll(List.of("--workflow-id", Scene.TARGET.recoveryId()));
    line.addAll(List.of("--address", scene.temporal().address(), "--namespace", "default"));
    line.addAll(List.of(words));
    return in(scene.sandbox().folder(), all(System.getenv("MAYDAY_TEMPORAL"), line));
  }

  private static String[] all(String program, List<String> words) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(words);
    return all.toArray(String[]::new);
  }
}
