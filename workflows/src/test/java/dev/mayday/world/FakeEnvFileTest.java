package dev.mayday.world;

import dev.mayday.incident.Settings;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvFileContract;
import java.util.TreeMap;
import java.util.stream.Collectors;

class FakeEnvFileTest extends EnvFileContract {
  private final World world = new World();
  private final FakeEnvFile fake = new FakeEnvFile(world);

  @Override
  protected EnvFile envFile() {
    return fake;
  }

  @Override
  protected Settings settings() {
    return new Settings(".env", "MODE", "database", "files", "LEAVE_OUT");
  }

  @Override
  protected void write(String content) {
    world.env =
        content
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> b, TreeMap::new));
  }

  @Override
  protected void remove() {
    world.env = null;
  }

  @Override
  protected String content() {
    return world.env.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
