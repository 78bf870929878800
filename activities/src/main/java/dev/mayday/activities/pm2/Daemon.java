package dev.mayday.activities.pm2;

import dev.mayday.incident.NodeProcess;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a PM2 daemon is there without asking PM2, since every one of its commands, a mere
 * list too, starts a daemon where there is none.
 */
record Daemon(NodeProcess process) {
  /**
   * Whether it answers.
   *
   * @throws Unavailable when it runs and does not answer: a command would start a second one beside
   */
  boolean answers() {
    if (connects(home().resolve("rpc.sock"))) return true;
    if (!runs()) return false;
    throw new Unavailable(
        "the PM2 daemon of %s runs but does not answer\nHINT: see %s/pm2.log; do not run pm2 there, it would start a second daemon"
            .formatted(process.pm2Home(), process.pm2Home()));
  }

  Path home() {
    return Path.of(process.pm2Home());
  }

  private boolean runs() {
    try {
      String pid = Files.readString(home().resolve("pm2.pid")).strip();
      String line = Files.readString(Path.of("/proc", pid, "cmdline"), StandardCharsets.ISO_8859_1);
      return named(line);
    } catch (IOException | RuntimeException noSuchProcess) {
      return false;
    }
  }

  /** A title has as much room as the command line that it was written over: a long home is cut. */
  private boolean named(String title) {
    String[] said = title.split("God Daemon \\(", 2);
    return said.length == 2
        && process.pm2Home().startsWith(said[1].replaceAll("[)\\s\\x00]*$", ""));
  }

  private static boolean connects(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobodyListens) {
      return false;
    }
  }
}
