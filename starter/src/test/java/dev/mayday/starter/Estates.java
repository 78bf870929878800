package dev.mayday.starter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations for tests: the shipped example, with other names, and a small one. */
public final class Estates {
  private static final String SMALL =
      """
      version: 1
      state: %s
      hosts: { app-1: {} }
      people: { on-call: { token: "env:ON_CALL" } }
      ladders: { default: [ { after: 0s, people: [on-call] } ] }
      environments:
        production:
          services:
            desk:
              host: app-1
              runbook: see the wiki
              checkout: { path: %s }
              database: { url: "env:DESK_DB" }
              process: { %s }
      """;

  private Estates() {}

  /** The text of one with hardly more than it must have, of the service {@code desk}. */
  public static String small(String state, String checkout, String process) {
    return SMALL.formatted(state, checkout, process);
  }

  /** One environment {@code staging} with one service {@code whatsapp}. */
  static void one(Path folder) throws IOException {
    write(folder, example().replace("production", "staging"), folder);
  }

  /** The same and a second environment without services. */
  static void two(Path folder) throws IOException {
    write(
        folder,
        example().replace("production", "staging") + "\n  spare:\n    drill: true\n",
        folder);
  }

  /** The same with the warm copy switched off. */
  static void withoutCopy(Path folder) throws IOException {
    write(
        folder,
        example().replace("production", "staging").replace("on: true", "on: false"),
        folder);
  }

  private static void write(Path folder, String yaml, Path state) throws IOException {
    Files.writeString(
        folder.resolve("mayday.yaml"),
        yaml.replace("state: /var/lib/mayday", "state: " + state.resolve("state")));
  }

  private static String example() throws IOException {
    try (InputStream in = Estates.class.getResourceAsStream("/mayday.example.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
