package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A neighbour of the sandbox's service: under the same PM2, in the same checkout. Of each of its
 * lives it writes down which mode the settings said.
 */
record Lodger(Sandbox sandbox, String name) {
  private static final String PROGRAM =
      """
      const fs = require('fs');
      const [settings, name, lives] = process.argv.slice(2);
      const mode = new RegExp(`${name}=["']?(\\\\w+)`).exec(fs.readFileSync(settings, 'utf8'));
      fs.appendFileSync(lives, (mode ? mode[1] : 'none') + '\\n');
      setInterval(() => {}, 1000);
      """;

  /** Moves in, and is there. */
  Lodger in() {
    try {
      Path program = Files.writeString(sandbox.folder().resolve(name + ".js"), PROGRAM);
      Traits traits = sandbox.traits();
      String[] told = {"--", traits.settings(), traits.mode(), lives().toString()};
      String[] start = {"start", program.toString(), "--name", name, "--silent"};
      pm2(Stream.of(start, told).flatMap(Stream::of).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Until.holds(name + " lives", () -> !modes().isEmpty());
    return this;
  }

  /** Moves out: PM2 knows nothing of it any more. */
  void out() {
    try {
      pm2("delete", name, "--silent");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the settings said at each beginning of its life, in order. */
  List<String> modes() {
    try {
      return Files.exists(lives()) ? Files.readAllLines(lives()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path lives() {
    return sandbox.folder().resolve(name + ".lives");
  }

  private void pm2(String... words) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(sandbox.node().toString(), sandbox.pm2().toString()), Stream.of(words))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(sandbox.checkout().toFile())
            .redirectErrorStream(true)
            .redirectOutput(sandbox.folder().resolve(name + ".pm2.log").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", sandbox.node().getParent() + ":/usr/bin:/bin",
                "HOME", sandbox.folder().toString(),
                "PM2_HOME", sandbox.pm2Home().toString()));
    try {
      assertThat(builder.start().waitFor()).as("pm2 " + words[0] + " " + name).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
