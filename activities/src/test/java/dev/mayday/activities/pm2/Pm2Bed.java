package dev.mayday.activities.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.incident.NodeProcess;
import dev.mayday.world.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real PM2 daemon of tests' own, with a small Node program under it. */
public final class Pm2Bed implements AutoCloseable {
  static final String APP =
      """
      const fs = require('fs');
      const here = name => fs.existsSync(__dirname + '/' + name);
      if (here('flat')) process.exit(1);
      if (here('crash')) setTimeout(() => process.exit(1), 300);
      if (here('stubborn')) process.on('SIGINT', () => {});
      if (here('slow')) process.on('SIGINT', () => {
        fs.writeFileSync(__dirname + '/creds.json', '');
        setTimeout(() => {
          fs.writeFileSync(__dirname + '/creds.json', 'whole');
          process.exit(0);
        }, 4000);
      });
      if (here('orphan'))
        require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600000)'],
          { detached: true, stdio: 'ignore' }).unref();
      console.log('mode ' + process.env.MODE);
      setInterval(() => {}, 1000);
      fs.writeFileSync(__dirname + '/ready', String(process.pid));
      """;

  private static final String SETTINGS = "MODE=from-file\n";

  /** The working folder, with the program and its settings. */
  public final Path folder;

  /** Its PM2_HOME. */
  public final Path home;

  /** Nothing runs yet: a daemon comes with the first command. */
  public Pm2Bed(Path folder) throws IOException {
    this.folder = folder;
    this.home = folder.resolve("pm2");
    Files.writeString(folder.resolve("app.js"), APP);
    settings(SETTINGS);
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "end pm2"));
  }

  /** Nothing of it outlives the process of the test. */
  private void interrupted() {
    if (!Files.exists(home.resolve("pm2.pid"))) return;
    try {
      ProcessHandle daemon = ProcessHandle.of(daemon()).orElse(null);
      if (daemon == null) return;
      daemon.descendants().forEach(ProcessHandle::destroyForcibly);
      daemon.destroyForcibly();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path node() {
    return new Programs(System.getenv()).node();
  }

  static Path program() {
    Path pm2 = new Programs(System.getenv()).pm2();
    assertThat(pm2).as("PM2 is needed: put it on PATH or set MAYDAY_PM2").isReadable();
    return pm2;
  }

  /** An entry of its list, with which a test has little patience. */
  public NodeProcess process(String name) {
    return new NodeProcess(
        name,
        home.toString(),
        "",
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  /** What a person types. */
  public Output pm2(Map<String, String> environment, String... arguments) {
    return Commands.run(
            Command.of(node().toString(), program().toString())
                .and(arguments)
                .in(folder)
                .with(Map.of("PM2_HOME", home.toString(), "HOME", folder.toString()))
                .with(environment)
                .within(Duration.ofSeconds(60)))
        .or(o -> new IllegalStateException("pm2: " + o.out() + o.err()));
  }

  /** Forgets what an earlier test left: how the program behaves, and the logs. */
  void clean() throws IOException {
    settings(SETTINGS);
    for (String name : List.of("flat", "crash", "stubborn", "orphan", "slow", "creds.json"))
      Files.deleteIfExists(folder.resolve(name));
    if (!Files.exists(home.resolve("logs"))) return;
    try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
      for (Path log : logs.toList()) Files.delete(log);
    }
  }

  /** What its file says. */
  void settings(String text) {
    try {
      Files.writeString(folder.resolve(".env"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void touch(String name) {
    try {
      Files.writeString(folder.resolve(name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the program of this process has come to its end of line and hears signals. */
  boolean ready(int pid) {
    try {
      Path file = folder.resolve("ready");
      return Files.exists(file) && Files.readString(file).equals(String.valueOf(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long daemon() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("pm2.pid")).strip());
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(home.resolve("pm2.pid"))) return;
    ProcessHandle daemon = ProcessHandle.of(daemon()).orElse(null);
    if (daemon == null) return;
    pm2(Map.of(), "kill", "--silent");
    Await.until(() -> !Kin.lives(daemon));
    assertThat(Kin.lives(daemon)).isFalse();
  }
}
