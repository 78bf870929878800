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
 * The process that listens on a TCP port of this machine, as /proc shows it (proc_net_tcp): those
 * of other users only to root.
 *
 * @param words its command line
 * @param folder the folder that it works in
 */
record Listener(List<String> words, Path folder) {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";

  static Optional<Listener> on(int port) {
    Set<String> sockets =
        Stream.of("tcp", "tcp6").flatMap(file -> sockets(file, port)).collect(Collectors.toSet());
    if (sockets.isEmpty()) return Optional.empty();
    try (Stream<Path> all = Files.list(PROC)) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(process -> holds(process, sockets))
          .findFirst()
          .flatMap(Listener::of);
    } catch (IOException | UncheckedIOException unseen) {
      return Optional.empty();
    }
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

  private static Stream<String> sockets(String file, int port) {
    String end = String.format(Locale.ROOT, ":%04X", port);
    try {
      return Files.readAllLines(PROC.resolve("net").resolve(file)).stream()
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
      return Optional.of(
          new Listener(List.of(line.split("\0")), process.resolve("cwd").toRealPath()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
