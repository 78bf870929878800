package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/** Another mayday.yaml for a scene that is up: who there is, and what a policy says. */
record Rules(Ground ground) {
  /**
   * Two more people: backup is on the ladder, visitor is not. Each has a token of their own, with
   * their name in it.
   */
  void people() {
    for (String name : new String[] {"backup", "visitor"}) write(name);
    edit(
        text ->
            text.replaceFirst(
                    "(\\n +)lead: \\{ token: \"file:(.*)/lead\" }",
                    "$0$1backup: { token: \"file:$2/backup\" }"
                        + "$1visitor: { token: \"file:$2/visitor\" }")
                .replace("people: [on-call] }", "people: [on-call, backup] }"));
  }

  private void write(String name) {
    try {
      Path token = ground.sandbox.secret(name);
      Files.writeString(token, "the token of " + name + ", long enough");
      Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another policy of FallBackToFiles. */
  void policy(String policy) {
    edit(
        text ->
            text.replaceFirst("FallBackToFiles: \\{.*}", "FallBackToFiles: { " + policy + " }"));
  }

  /** Whoever reads it from now on reads this; Mayday itself is started again. */
  void apply() {
    ground.scene.mayday().close();
    ground.scene.startMayday();
  }

  private void edit(UnaryOperator<String> change) {
    Sandbox sandbox = ground.sandbox;
    try {
      String before = Files.readString(sandbox.configuration());
      String after = change.apply(before);
      if (after.equals(before)) throw new AssertionError("nothing to change in " + before);
      Files.writeString(sandbox.configuration(), after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
