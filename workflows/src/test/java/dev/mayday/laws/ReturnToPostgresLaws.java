package dev.mayday.laws;

import dev.mayday.system.Reachability;
import dev.mayday.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

class ReturnToPostgresLaws extends ScenarioLaws {
  @Override
  protected String scenario() {
    return "ReturnToPostgres";
  }

  /** On files since a fallback, with newer sessions there, and a database that is back. */
  @Override
  protected World emergency() {
    World world = new World();
    world.database = Reachability.State.READY;
    world.mode = "false";
    world.commit = "commit-of-tag";
    world.branch = "";
    world.env = new TreeMap<>(Map.of("USE_REPOSITORY_PATTERN", "false"));
    world.installedBase = World.store("11", "12");
    world.installedBy = "an-earlier-run";
    world.folder = World.store("11", "12");
    world.folder.get("11").put("session-9", "n1");
    world.folder.get("12").put("session-7", "n5");
    world.folder.get("12").remove("pre-key-1");
    return world;
  }

  @Override
  protected void heal(World world) {
    world.database = Reachability.State.REFUSED;
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
