package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Reachability;
import dev.mayday.system.Sessions;
import dev.mayday.system.SessionsContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class FakeSessionsTest extends SessionsContract {
  private final World world = new World();
  private final Sessions sessions = new FakeSessions(world);

  @BeforeEach
  void empty() {
    world.rows = World.store();
    world.warmCopy = null;
    world.folder = null;
  }

  @Override
  protected Sessions sessions() {
    return sessions;
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
  protected void live(String... companies) {
    world.database = Reachability.State.READY;
    world.rows = World.store(companies);
  }

  @Override
  protected void lost() {
    world.database = Reachability.State.REFUSED;
  }

  @Override
  protected void warmCopy(Instant snapshot, String... companies) {
    world.warmCopy = World.store(companies);
    world.warmCopyAt = snapshot;
  }

  @Override
  protected void files(String... companies) {
    world.folder = World.store(companies);
  }

  @Override
  protected void tear(String company) {
    world.rows.get(company).put("creds", "torn");
  }

  @Override
  protected String folder() {
    return world.folder == null ? null : world.folder.toString();
  }

  @Override
  protected List<String> companies() {
    return List.copyOf(world.folder.keySet());
  }

  @Override
  protected boolean ratchets(String company) {
    return world.folder.get(company).containsKey("session-7");
  }

  @Override
  protected boolean aside() {
    return !world.staged.isEmpty() || !world.parked.isEmpty();
  }
}
