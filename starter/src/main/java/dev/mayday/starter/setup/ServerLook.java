package dev.mayday.starter.setup;

import dev.mayday.worker.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine itself: its name, what proves it, and where node and pm2 are. */
final class ServerLook {
  private static final Pattern VERSION = Pattern.compile("\"version\": *\"([^\"]+)\"");
  private static final String SCRIPT = "lib/node_modules/pm2/bin/pm2";

  private final Site site;
  private final Map<String, String> environment;

  /**
   * @param environment of this process: its PATH is looked through, too
   */
  ServerLook(Site site, Map<String, String> environment) {
    this.site = site;
    this.environment = environment;
  }

  /** The machine's own name, as a name in mayday.yaml may be. */
  static String name() {
    try {
      String own = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      String first = own.split("\\.", 2)[0];
      return first.matches("[A-Za-z0-9._-]+") ? first : "app-1";
    } catch (IOException unknown) {
      return "app-1";
    }
  }

  void guess(Guesses guesses) {
    Machine.fingerprint()
        .ifPresent(own -> guesses.sure("host.fingerprint", own, "SHA-256 of /etc/machine-id"));
    Optional<Path> node = node();
    node.ifPresentOrElse(
        path ->
            guesses.sure("host.node", path.toString(), "what " + site.listed().name() + " runs in"),
        () ->
            guesses.missing(
                "host.node",
                "as " + site.daemon().user() + ": readlink -f \"$(command -v node)\""));
    pm2(guesses, node);
  }

  private Optional<Path> node() {
    return Stream.of(site.listed().pid(), site.daemon().pid())
        .filter(pid -> pid > 0)
        .flatMap(pid -> real(Path.of("/proc", String.valueOf(pid), "exe")).stream())
        .findFirst();
  }

  /** The running daemon says its version; the program that has the same is its own. */
  private void pm2(Guesses guesses, Optional<Path> node) {
    List<Path> found =
        Stream.concat(onPath(), beside(node))
            .flatMap(path -> real(path).stream())
            .filter(Files::isRegularFile)
            .distinct()
            .toList();
    String running = site.daemon().version();
    Optional<Path> same = found.stream().filter(path -> version(path).equals(running)).findFirst();
    String[] all = found.stream().map(Path::toString).toArray(String[]::new);
    if (same.isPresent())
      guesses.sure(
          "host.pm2", same.get().toString(), "has the daemon's own version " + running, all);
    else if (!found.isEmpty())
      guesses.unsure(
          "host.pm2",
          all[0],
          "is %s, the daemon is %s".formatted(version(found.get(0)), running),
          all);
    else
      guesses.missing(
          "host.pm2", "as " + site.daemon().user() + ": readlink -f \"$(command -v pm2)\"");
  }

  private Stream<Path> onPath() {
    return Stream.of(
            site.daemon().environment().getOrDefault("PATH", ""),
            environment.getOrDefault("PATH", ""),
            "/usr/local/bin:/usr/bin")
        .flatMap(path -> Stream.of(path.split(":", -1)))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "pm2"));
  }

  private static Stream<Path> beside(Optional<Path> node) {
    Stream<Path> usual = Stream.of(Path.of("/usr", SCRIPT), Path.of("/usr/local", SCRIPT));
    return Stream.concat(
        node.stream().map(path -> path.resolveSibling("..").resolve(SCRIPT).normalize()), usual);
  }

  private static String version(Path pm2) {
    try {
      String text = Files.readString(pm2.resolveSibling("../package.json").normalize());
      Matcher version = VERSION.matcher(text);
      return version.find() ? version.group(1) : "";
    } catch (IOException none) {
      return "";
    }
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException | InvalidPathException none) {
      return Optional.empty();
    }
  }
}
