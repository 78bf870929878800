package dev.mayday.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The service under a PM2 of the sandbox's own. */
record ServiceProcess(World world, Programs programs) {
  private static final int SOCKET_PATH = 100;

  /** PM2 puts a socket into its folder, and a socket's path may not be long. */
  static Path place(Path folder) {
    Path inside = folder.resolve("pm2");
    if (inside.resolve("interactor.sock").toString().length() < SOCKET_PATH) return inside;
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "mayday-pm2-" + Integer.toHexString(folder.hashCode()));
  }

  void start() {
    Private.folder(Path.of(world.pm2Home()), "rwx------");
    // PM2 hands on and keeps what the environment of whoever starts a process holds
    pm2(
        Map.of("SUPPORT_KEY", world.supportKey()),
        "start",
        world.traits().script(),
        "--name",
        world.process(),
        "--kill-timeout",
        "10000");
  }

  /** What a boot of the host brings back. */
  void save() {
    pm2("save");
  }

  /** As the host's boot does: PM2 and what was saved. */
  void resurrect() {
    pm2("resurrect");
  }

  /** Starts it anew with the environment that it has. */
  void restart() {
    pm2("restart", world.process());
  }

  /** Ends the service and PM2 itself. */
  void end() {
    pm2("kill");
  }

  private void pm2(String... arguments) {
    pm2(Map.of(), arguments);
  }

  private void pm2(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(programs.path());
    environment.putAll(more);
    environment.put("PM2_HOME", world.pm2Home());
    environment.put("HOME", world.folder());
    Stream<String> command =
        Stream.concat(
            Stream.of(programs.node().toString(), programs.pm2().toString()), Stream.of(arguments));
    Exec.in(Path.of(world.checkout())).with(environment).run(command.toList());
  }
}
