package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a recovery may change of production, seen from outside: two equal pictures show that nobody
 * touched it.
 *
 * @param env the text of the settings
 * @param head what the working tree is on
 * @param files what lies in the working tree, beside it, and beside the sessions
 * @param saved what PM2 would start it with when the host boots
 * @param pid the one service process
 * @param mode where it keeps its sessions
 */
record Picture(String env, String head, Set<String> files, Saved saved, long pid, String mode) {
  static Picture of(Scene scene) {
    Sandbox sandbox = scene.sandbox();
    Path checkout = sandbox.checkout();
    try {
      Self self = Self.of(sandbox);
      Set<String> files = new TreeSet<>(names(checkout));
      files.addAll(names(sandbox.sessionsFolder().getParent()));
      names(checkout.getParent()).forEach(name -> files.add("../" + name));
      return new Picture(
          Files.readString(sandbox.envFile()),
          Files.readString(checkout.resolve(".git/HEAD")),
          files,
          Saved.of(sandbox),
          self.pid(),
          self.mode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same once the service answers: a roll back is at its end when PM2 says that it runs, which
   * is before it listens.
   */
  static Picture ofRunning(Scene scene) {
    return Until.found(
        "the service answers", () -> Optional.of(of(scene)).filter(now -> now.pid() > 0));
  }

  /** The same as if another process were the service: a roll back starts it anew. */
  Picture withPid(long other) {
    return new Picture(env, head, files, saved, other, mode);
  }

  /** The same with other settings. */
  Picture withEnv(String other) {
    return new Picture(other, head, files, saved, pid, mode);
  }

  /** The same with something else in PM2's saved list. */
  Picture withSaved(Saved other) {
    return new Picture(env, head, files, other, pid, mode);
  }

  /** The same without what was made ready aside, which production never reads. */
  Picture production() {
    Set<String> read = new TreeSet<>(files);
    read.removeIf(name -> name.matches("(baileys_sessions|auth)[.]mayday-.*"));
    return new Picture(env, head, read, saved, pid, mode);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      all.map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("temporal.db") && !name.endsWith(".part"))
          .filter(name -> !name.equals("faults")) // the sandbox's own note of what it broke
          .forEach(names::add);
      return names;
    }
  }
}
