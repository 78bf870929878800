package dev.mayday.starter.setup;

import dev.mayday.activities.env.EnvValues;
import dev.mayday.activities.git.Survey;
import dev.mayday.activities.pm2.Roster;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process under PM2 and what stands behind it.
 *
 * @param daemon the PM2 daemon
 * @param listed its entry
 * @param tree the git working tree, where there is one
 * @param dotenvs its settings files, the likeliest first
 */
record Site(Roster daemon, Roster.Listed listed, Optional<Survey> tree, List<Path> dotenvs) {

  static Site of(Roster daemon, Roster.Listed listed) {
    Optional<Survey> tree = tree(listed);
    return new Site(daemon, listed, tree, Dotenvs.of(listed, tree));
  }

  private static Optional<Survey> tree(Roster.Listed listed) {
    try {
      return listed.folder().isEmpty() ? Optional.empty() : Survey.of(Path.of(listed.folder()));
    } catch (Refused unreadable) {
      return Optional.empty();
    }
  }

  /** The settings file, if there is one. */
  Optional<Path> dotenv() {
    return dotenvs.stream().findFirst();
  }

  /** What it sets; nothing where it cannot be read. It holds secrets. */
  Map<String, String> variables() {
    return dotenv().map(Site::read).orElse(Map.of());
  }

  static Map<String, String> read(Path dotenv) {
    try {
      return EnvValues.all(dotenv);
    } catch (Refused unreadable) {
      return Map.of();
    }
  }

  /** The top of its working tree, else the folder that it was started in. */
  Path top() {
    return tree.map(Survey::top).orElse(Path.of(listed.folder()));
  }

  @Override
  public String toString() {
    return listed.name() + " (PM2 of " + daemon.user() + " at " + daemon.home() + ")";
  }
}
