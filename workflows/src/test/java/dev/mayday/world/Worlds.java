package dev.mayday.world;

import dev.mayday.system.Reachability;
import java.util.Map;
import java.util.TreeMap;

/** Worlds that several tests begin with. */
public final class Worlds {
  private Worlds() {}

  /** On files since a fallback, with newer sessions there, and a database that is back. */
  public static World onFiles() {
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
}
