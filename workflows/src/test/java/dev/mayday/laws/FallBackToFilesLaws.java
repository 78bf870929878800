package dev.mayday.laws;

import dev.mayday.system.Reachability;
import dev.mayday.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

class FallBackToFilesLaws extends ScenarioLaws {
  @Override
  protected String scenario() {
    return "FallBackToFiles";
  }

  @Override
  protected World emergency() {
    return new World();
  }

  @Override
  protected void heal(World world) {
    world.database = Reachability.State.READY;
  }

  @Override
  protected List<Consumer<World>> oddities() {
    return List.of(
        world -> {
          world.status = "stopped";
          world.pid = 0;
        },
        world -> {
          world.mode = "false";
          world.commit = "commit-of-tag";
          world.branch = "";
          world.env = new TreeMap<>(Map.of("USE_REPOSITORY_PATTERN", "false"));
          world.folder = World.store("11", "12");
        },
        world -> world.changes = "M src/app.js, ?? notes.txt",
        world -> world.folder = World.store("11"),
        world -> world.warmCopy = null,
        world -> world.warmCopy.get("12").put("creds", "cut"),
        world -> world.refs.remove("files-tag"),
        world -> world.database = Reachability.State.NETWORK_DOWN,
        world -> world.database = Reachability.State.READY);
  }
}
