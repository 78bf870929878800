package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Reachability;
import dev.mayday.system.SessionRows;
import dev.mayday.system.SessionRowsContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** The fake keeps the contract that the real rows keep. */
class FakeSessionRowsTest extends SessionRowsContract {
  private final World world = new World();
  private final SessionRows rows = new FakeSessionRows(world);

  @BeforeEach
  void fallBack() {
    world.database = Reachability.State.READY;
    world.rows = new World.Store();
    for (String company : new String[] {"1", "2"})
      world.rows.put(
          company,
          new TreeMap<>(Map.of("creds", "valid " + company, "a", "old", "b", "old", "c", "old")));
    world.folder = world.rows.copy();
    world.installedBase = world.rows.copy();
  }

  @Override
  protected SessionRows rows() {
    return rows;
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
  protected void file(String company, String id, String value) {
    put(world.folder, company, id, value);
  }

  @Override
  protected void row(String company, String id, String value) {
    put(world.rows, company, id, value);
  }

  @Override
  protected String rowOf(String company, String id) {
    return world.rows.get(company).get(id);
  }

  @Override
  protected void tearCredentials(String company) {
    world.folder.get(company).put("creds", "val");
  }

  @Override
  protected void mayWrite(boolean may) {
    world.rowsWritable = may;
  }

  private static void put(World.Store store, String company, String id, String value) {
    if (value == null) store.get(company).remove(id);
    else store.get(company).put(id, value);
  }
}
