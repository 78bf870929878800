package dev.mayday.sandbox.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the list of processes all the while, as every user of the machine can, and at what each
 * process was given as its environment.
 */
final class Watchman implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private final Secrets secrets;
  private final Processes processes = new Processes();
  private final Map<Path, String> parents = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<Leak> seen = new TreeSet<>();
  private final Thread rounds = new Thread(this::rounds, "watchman");
  private volatile boolean over;

  Watchman(Secrets secrets) {
    this.secrets = secrets;
    rounds.setDaemon(true);
    rounds.start();
  }

  /** What was seen until now. */
  List<Leak> seen() {
    synchronized (seen) {
      return new ArrayList<>(seen);
    }
  }

  private void rounds() {
    while (!over) {
      processes.due(Set.of()).stream().map(Processes::of).forEach(this::look);
      parents.keySet().removeIf(process -> !Files.exists(process));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** What was looked at before is not looked at again: most processes stay as they are. */
  private void look(Path process) {
    String parent = parents.computeIfAbsent(process, Watchman::parent);
    String line = read(process.resolve("cmdline"));
    String environment = read(process.resolve("environ"));
    if (!known.add(line + "\n" + environment)) return;
    for (String name : secrets.in(line)) add("command line", line, name);
    for (String name : secrets.in(environment))
      if (!mayHave(name, line, parent, environment)) add("environment", line, name);
  }

  private void add(String place, String line, String secret) {
    String program = line.replace('\0', ' ').strip();
    synchronized (seen) {
      seen.add(new Leak(place, program.substring(0, Math.min(80, program.length())), secret));
    }
  }

  /**
   * PM2 and the service hold what PM2 was given; the sandbox's own tools reach PostgreSQL, most of
   * them as its administrator; a token that mayday.yaml takes from the environment is in that of
   * Mayday alone, and of the JDK's own process that is about to become a program with another one.
   */
  private static boolean mayHave(String name, String line, String parent, String environment) {
    return switch (name) {
      case "supportKey" ->
          (line + parent).contains("God Daemon") || environment.contains("pm_exec_path=");
      case "adminPassword" -> environment.contains("PGPASSWORD=");
      case "password" -> line.contains("machinery/hold.js");
      case "apiToken" -> line.contains("dev.mayday.starter.Main") || line.contains("jspawnhelper");
      default -> false;
    };
  }

  /**
   * PM2 asks programs of the system for its own figures; they have what it has. Looked at before
   * all else, and once: such a program may be over before its environment is looked through.
   */
  private static String parent(Path process) {
    String stat = read(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 3);
    return fields.length < 3 ? "" : read(process.resolveSibling(fields[1]).resolve("cmdline"));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
