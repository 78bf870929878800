package dev.mayday.activities.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The packages that a commit's own {@code package.json} names for production. So much can be seen
 * in a moment, right before a recovery; the doctor looks closer.
 */
record Demands(Repo repo, String commit) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a folder of packages lacks of them; nothing where nothing is demanded.
   *
   * @param exactly whether another version than the lock file's is amiss, too: so it is where
   *     somebody installed by that file
   */
  List<String> unmet(Path modules, boolean exactly) {
    List<String> unmet = new ArrayList<>();
    for (String name : names()) {
      String has = found(modules, name, exactly);
      String wants = exactly ? locked(name) : "";
      if (has.isEmpty()) unmet.add(name + " is not installed");
      else if (!wants.isEmpty() && !wants.equals(has))
        unmet.add(name + " is installed as " + has + ", and its lock file demands " + wants);
    }
    return unmet;
  }

  /** As Node finds it: folders above the tree have their say, but not where a lock file has. */
  private String found(Path modules, String name, boolean there) {
    String has = version(modules.resolve(name).resolve("package.json"));
    Path above = repo.tree().toAbsolutePath().getParent();
    for (; has.isEmpty() && !there && above != null; above = above.getParent())
      has = version(above.resolve(Modules.PLACE).resolve(name).resolve("package.json"));
    return has;
  }

  private List<String> names() {
    JsonNode manifest = committed("package.json");
    List<String> names = new ArrayList<>();
    manifest.path("dependencies").fieldNames().forEachRemaining(names::add);
    names.removeIf(manifest.path("optionalDependencies")::has);
    return names;
  }

  /** The shrinkwrap counts where there are both, as for npm. */
  private String locked(String name) {
    JsonNode shrunk = committed("npm-shrinkwrap.json");
    JsonNode lock = shrunk.isMissingNode() ? committed("package-lock.json") : shrunk;
    return lock.path("packages").path(Modules.PLACE + "/" + name).path("version").asText("");
  }

  private JsonNode committed(String file) {
    return repo.ask("show", commit + ":" + file)
        .map(Demands::read)
        .orElseGet(MissingNode::getInstance);
  }

  /** What is not JSON is the doctor's to tell. */
  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Empty where it is not installed. */
  private static String version(Path manifest) {
    try {
      return read(Files.readString(manifest)).path("version").asText("unknown");
    } catch (IOException notThere) {
      return "";
    }
  }
}
