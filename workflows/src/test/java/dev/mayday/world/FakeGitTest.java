package dev.mayday.world;

import dev.mayday.incident.Checkout;
import dev.mayday.system.Git;
import dev.mayday.system.GitContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fake keeps local changes as lines {@code path=content}; without a {@code =} it is removed.
 */
class FakeGitTest extends GitContract {
  private static final Map<String, Map<String, String>> COMMITS =
      Map.of(
          "commit-of-main", Map.of("app.js", "database", "shared.js", "shared"),
          "commit-of-tag",
              Map.of("app.js", "files", "shared.js", "shared", "tag.js", "only at the tag"));

  private final World world = new World();
  private final FakeGit fake = new FakeGit(world);
  private final Map<String, String> ignored = new HashMap<>();

  FakeGitTest() {
    world.refs.put("emergency-v1", "commit-of-tag");
  }

  @Override
  protected Git git() {
    return fake;
  }

  @Override
  protected Checkout checkout() {
    return new Checkout("/srv/app", "main", "emergency-v1", handsOff("/srv/app"));
  }

  @Override
  protected void write(String path, String content) {
    if (path.endsWith(".log")) ignored.put(path, content);
    else change(path, path + "=" + content);
  }

  @Override
  protected void remove(String path) {
    change(path, path);
  }

  @Override
  protected Optional<String> read(String path) {
    if (path.endsWith(".log")) return Optional.ofNullable(ignored.get(path));
    String change = changes().get(path);
    if (change == null) return Optional.ofNullable(COMMITS.get(world.commit).get(path));
    return Optional.of(change)
        .filter(c -> c.contains("="))
        .map(c -> c.substring(c.indexOf('=') + 1));
  }

  @Override
  protected void tear() {
    world.torn = "index.lock";
  }

  @Override
  protected void unfinished() {
    world.torn = "MERGE_HEAD";
  }

  @Override
  protected void obstruct() {
    world.inTheWay = "tag.js";
  }

  @Override
  protected void track(String path) {
    world.tracked = path;
  }

  @Override
  protected boolean knows(String content) {
    return world.keptChanges.values().stream().anyMatch(kept -> kept.contains(content));
  }

  private void change(String path, String line) {
    Map<String, String> changes = changes();
    changes.put(path, line);
    world.changes = String.join("\n", changes.values());
  }

  private Map<String, String> changes() {
    return world
        .changes
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.split("=", 2)[0], line -> line, (a, b) -> b, TreeMap::new));
  }
}
