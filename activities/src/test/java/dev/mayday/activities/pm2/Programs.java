package dev.mayday.activities.pm2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Where node and pm2 are on this host. */
public record Programs(Map<String, String> environment) {
  /** Node. */
  public Path node() {
    return find("MAYDAY_NODE", "node");
  }

  /** PM2's own script. */
  public Path pm2() {
    return find("MAYDAY_PM2", "pm2");
  }

  /** The mere name where it is not found: it is refused by that name when it is run. */
  private Path find(String variable, String name) {
    String given = environment.getOrDefault(variable, "");
    if (!given.isEmpty()) return Path.of(given);
    return Stream.of(environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(name));
  }
}
