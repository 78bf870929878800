package dev.mayday.activities.neighbours;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One process as /proc shows it. Its words and its environment may hold secrets: what leaves this
 * package of them is what {@link Program} and PM2's own variables say.
 *
 * @param words its command line
 * @param environment its variables as they were at its start; empty where they cannot be read
 * @param folder where it works; null where that cannot be read
 * @param unit the systemd unit that it runs in, or empty
 * @param open whether this worker may look into it: its folder, files and environment
 */
record Proc(
    long pid,
    long parent,
    String user,
    List<String> words,
    Map<String, String> environment,
    Path folder,
    String unit,
    boolean open) {
  private static final Path ROOT = Path.of("/proc");
  private static final Pattern PARENT = Pattern.compile("(?s).*\\) \\S (\\d+) .*");
  private static final Pattern UNIT = Pattern.compile("(?m)[/:]([^/:\\s]+\\.service)(?=$|/)");

  @Override
  public String toString() {
    return "process " + pid;
  }

  /** Every process of now that runs a program: no kernel thread, none that has ended. */
  static List<Proc> all() {
    return ProcessHandle.allProcesses().flatMap(one -> read(one.pid()).stream()).toList();
  }

  /** Whether the kernel hides other users' processes from this worker: the first is root's. */
  static boolean blind() {
    return !Files.isReadable(ROOT.resolve("1/cmdline"));
  }

  static Optional<Proc> read(long pid) {
    Path place = ROOT.resolve(String.valueOf(pid));
    try {
      List<String> words = split(text(place.resolve("cmdline")));
      Matcher parent = PARENT.matcher(text(place.resolve("stat")));
      if (words.isEmpty() || !parent.matches()) return Optional.empty();
      Path folder = link(place.resolve("cwd"));
      return Optional.of(
          new Proc(
              pid,
              Long.parseLong(parent.group(1)),
              Files.getOwner(place).getName(),
              words,
              environment(place),
              folder,
              unit(place),
              folder != null));
    } catch (IOException | RuntimeException ended) {
      return Optional.empty();
    }
  }

  /** What its open files and sockets are, as the kernel names them; empty where it is not open. */
  List<String> files() {
    try (Stream<Path> all = Files.list(ROOT.resolve(pid + "/fd"))) {
      return all.map(Proc::link).filter(one -> one != null).map(Path::toString).toList();
    } catch (IOException | RuntimeException notOurs) {
      return List.of();
    }
  }

  /** A variable, or an empty text. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static Map<String, String> environment(Path place) {
    Map<String, String> variables = new HashMap<>();
    try {
      for (String one : split(text(place.resolve("environ")))) {
        int equals = one.indexOf('=');
        if (equals > 0) variables.put(one.substring(0, equals), one.substring(equals + 1));
      }
    } catch (IOException notOurs) {
      return Map.of();
    }
    return variables;
  }

  /** The innermost one: a user's service runs within the unit of the user's manager. */
  private static String unit(Path place) throws IOException {
    Matcher unit = UNIT.matcher(text(place.resolve("cgroup")));
    String last = "";
    while (unit.find()) last = unit.group(1);
    return last.startsWith("user@") ? "" : last;
  }

  private static Path link(Path file) {
    try {
      return Files.readSymbolicLink(file);
    } catch (IOException | RuntimeException notOurs) {
      return null;
    }
  }

  private static List<String> split(String text) {
    return Stream.of(text.split("\0")).filter(one -> !one.isEmpty()).toList();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
