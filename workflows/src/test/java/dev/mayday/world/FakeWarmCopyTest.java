package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Reachability;
import dev.mayday.system.WarmCopy;
import dev.mayday.system.WarmCopyContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** The fake keeps the contract that the real copy keeps. */
class FakeWarmCopyTest extends WarmCopyContract {
  private final World world = new World();

  @BeforeEach
  void begin() {
    world.database = Reachability.State.READY;
  }

  @Override
  protected WarmCopy warmCopy() {
    return new FakeWarmCopy(world);
  }

  @Override
  protected Database database() {
    return Services.whatsapp().database();
  }

  @Override
  protected SessionStore store() {
    return Services.whatsapp().sessions();
  }

  @Override
  protected void row(String id, String value) {
    if (value == null) world.rows.get("11").remove(id);
    else world.rows.get("11").put(id, value);
  }

  @Override
  protected String copied(String id) {
    return world.warmCopy.getOrDefault("11", Map.of()).get(id);
  }

  @Override
  protected void loseDatabase() {
    world.database = Reachability.State.REFUSED;
  }

  @Override
  protected void emptyKeys() {
    world.rows.get("11").keySet().retainAll(Set.of("creds"));
  }

  @Override
  protected void emptyAll() {
    world.rows.clear();
  }

  @Override
  protected void spoilCredentials() {
    world.rows.get("11").put("creds", "cut");
  }

  @Override
  protected void touch(String file) {
    world.touched.add(file);
  }
}
