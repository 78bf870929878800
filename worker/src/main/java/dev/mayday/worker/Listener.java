package dev.mayday.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that listens on a TCP port of this machine, as /proc shows it (proc_net_tcp). Whose
 * socket it is only root and the process's own user see; a development server's command line, which
 * names its port, everybody.
 *
 * @param words its command line
 * @param folder the folder that it works in; empty where only others may see it
 */
record Listener(List<String> words, Optional<Path> folder) {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final String DEVELOPMENT = "start-dev";
  private static final String USUAL = "7233";

  Listener(List<String> words, Path folder) {
    this(words, Optional.of(folder));
  }

  static Optional<Listener> on(int port) {
    return on(PROC, port);
  }

  /**
   * @param proc where the kernel shows processes
   */
  static Optional<Listener> on(Path proc, int port) {
    Set<String> sockets = sockets(proc.resolve("net"), port);
    if (sockets.isEmpty()) return Optional.empty();
    List<Path> processes = processes(proc);
    return processes.stream()
        .filter(process -> holds(process, sockets))
        .findFirst()
        .flatMap(Listener::of)
        .or(() -> named(processes, port, sockets));
  }

  private static List<Path> processes(Path proc) {
    try (Stream<Path> all = Files.list(proc)) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+")).toList();
    } catch (IOException | UncheckedIOException unseen) {
      return List.of();
    }
  }

  /** The development server that names this port, not one of a container with ports of its own. */
  private static Optional<Listener> named(List<Path> processes, int port, Set<String> sockets) {
    for (Path process : processes) {
      Optional<Listener> one = of(process).filter(server -> server.serves(port));
      if (one.isPresent()
          && sockets(process.resolve("net"), port).stream().anyMatch(sockets::contains)) return one;
    }
    return Optional.empty();
  }

  /** Whether it is a development server. */
  boolean develops() {
    return words.contains(DEVELOPMENT);
  }

  private boolean serves(int port) {
    return develops() && value("--port", "-p").orElse(USUAL).equals(String.valueOf(port));
  }

  /** Where a path of its command line leads; empty when it begins in a folder that is not seen. */
  Optional<Path> at(String path) {
    Path named = Path.of(path);
    return named.isAbsolute() ? Optional.of(named) : folder.map(own -> own.resolve(named));
  }

  /** The value of an option, in either of the ways that it can be written. */
  Optional<String> value(String... names) {
    for (String name : names)
      for (int at = 0; at < words.size(); at++) {
        String word = words.get(at);
        if (word.startsWith(name + "=")) return Optional.of(word.substring(name.length() + 1));
        if (word.equals(name) && at + 1 < words.size()) return Optional.of(words.get(at + 1));
      }
    return Optional.empty();
  }

  private static Set<String> sockets(Path net, int port) {
    return Stream.of("tcp", "tcp6")
        .flatMap(file -> listening(net.resolve(file), port))
        .collect(Collectors.toSet());
  }

  private static Stream<String> listening(Path file, int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(parts -> parts.length > 9 && parts[1].endsWith(end) && parts[3].equals(LISTENS))
          .map(parts -> "socket:[" + parts[9] + "]");
    } catch (IOException unseen) {
      return Stream.empty();
    }
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.anyMatch(one -> sockets.contains(target(one)));
    } catch (IOException | UncheckedIOException notOurs) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private static Optional<Listener> of(Path process) {
    try {
      String line = Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8);
      return Optional.of(new Listener(List.of(line.split("\0")), folder(process)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<Path> folder(Path process) {
    try {
      return Optional.of(process.resolve("cwd").toRealPath());
    } catch (IOException notOurs) {
      return Optional.empty();
    }
  }
}
