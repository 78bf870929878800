package dev.mayday.laws;

import dev.mayday.incident.Outcome;
import dev.mayday.system.Reachability;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import java.util.List;
import java.util.function.Consumer;

class ReturnToPostgresLaws extends ScenarioLaws {
  @Override
  protected String scenario() {
    return "ReturnToPostgres";
  }

  @Override
  protected World emergency() {
    return Worlds.onFiles();
  }

  @Override
  protected void heal(World world) {
    world.database = Reachability.State.REFUSED;
  }

  /** A database that is away again has healed nothing. */
  @Override
  protected Outcome healed() {
    return Outcome.FALSE_ALARM;
  }

  @Override
  protected List<Consumer<World>> oddities() {
    return List.of(
        world -> {
          world.status = "stopped";
          world.pid = 0;
        },
        world -> world.changes = "M src/app.js",
        world -> world.database = Reachability.State.REFUSED,
        world -> world.folder = null,
        world -> world.folder.get("12").put("creds", "cut"),
        world -> world.rows.get("12").put("session-7", "written by another"),
        world -> world.refs.remove("main"));
  }
}
