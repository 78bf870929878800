package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/**
 * Two neighbours that share the service's checkout: by mayday.yaml one is stopped until the service
 * is proven, the other restarted then.
 */
record Lodgers(Lodger stopped, Lodger restarted) {
  private static final String EXPORTER = "exporter";
  private static final String REMINDERS = "reminders";
  private static final String PROCESS = ": { process: { steadyFor: 1s, saveWithin: 1s }, shares: ";
  private static final String LISTED =
      "$0$1"
          + EXPORTER
          + PROCESS
          + "[checkout], treatment: stopped }$1"
          + REMINDERS
          + PROCESS
          + "[checkout, env], treatment: restarted }";

  /** They move in, and Mayday, which reads its configuration when it starts, knows of them. */
  static Lodgers in(Ground ground) {
    Lodgers both = in(ground.sandbox);
    list(ground.sandbox.configuration());
    ground.scene.killMayday();
    ground.scene.startMayday();
    return both;
  }

  /** They move in; whether Mayday knows of them is another matter. */
  static Lodgers in(Sandbox sandbox) {
    return new Lodgers(new Lodger(sandbox, EXPORTER).in(), new Lodger(sandbox, REMINDERS).in());
  }

  private static void list(Path configuration) {
    try {
      Files.writeString(configuration, listed(Files.readString(configuration)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of mayday.yaml with both in it. */
  static String listed(String text) {
    String listed = text.replaceFirst("(\\n +)machinery: .*", LISTED);
    assertThat(listed).as("mayday.yaml with the lodgers").isNotEqualTo(text);
    return listed;
  }

  /** Each was begun anew once, whoever died meanwhile, and read this mode then. */
  void beganOnceMore(String before, String now) {
    assertThat(stopped.modes()).as("the stopped one").containsExactly(before, now);
    assertThat(restarted.modes()).as("the restarted one").containsExactly(before, now);
  }

  /** All was put back: who was stopped was begun anew as before, and nobody else. */
  void wereLeftAt(String mode) {
    wereLeftAt(mode, 1);
  }

  /** The same after so many rollbacks: who was stopped was begun anew each time. */
  void wereLeftAt(String mode, int times) {
    assertThat(stopped.modes())
        .as("the stopped one")
        .isEqualTo(Collections.nCopies(1 + times, mode));
    assertThat(restarted.modes()).as("the restarted one").containsExactly(mode);
  }
}
