package dev.mayday.world;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Pm2;
import dev.mayday.system.Pm2Contract;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

class FakePm2Test extends Pm2Contract {
  private final World world = new World();
  private final FakePm2 fake = new FakePm2(world);

  @BeforeEach
  void itRunsOnTheDatabase() {
    world.mode = "database";
  }

  @Override
  protected Pm2 pm2() {
    return fake;
  }

  @Override
  protected NodeProcess process() {
    return new NodeProcess(
        "svc", "/pm2", "", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Override
  protected Settings settings() {
    return new Settings(".env", "MODE", "database", "files", "LEAVE_OUT");
  }

  @Override
  protected void stopByHand() {
    world.pid = 0;
    world.status = "stopped";
  }

  @Override
  protected void startByHand(String mode) {
    world.pid = 300;
    world.status = "online";
    world.mode = mode;
    world.stamp = "";
    world.read = null;
  }

  @Override
  protected void write(String mode, String leftOut) {
    world.env = new TreeMap<>(Map.of("MODE", mode, "LEAVE_OUT", leftOut));
  }

  @Override
  protected void saveByHand() {
    world.saved = new TreeMap<>(Map.of(settings().mode(), world.mode));
  }

  @Override
  protected void boot() {
    world.boot();
  }

  @Override
  protected void crash() {
    world.crashing = true;
  }

  @Override
  protected void logError(String line) {
    world.logErrors.add(line);
  }
}
