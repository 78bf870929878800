package dev.mayday.starter.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP ports that a process and its children listen on, by {@code /proc} (proc(5): the tables of
 * sockets, and the sockets among the open files).
 */
final class Ports {
  private static final String LISTENS = "0A";

  private Ports() {}

  /** The lowest first; none where the process may not be looked at. */
  static List<Integer> of(long pid) {
    if (pid <= 0) return List.of();
    Set<String> sockets =
        Stream.concat(
                Stream.of(pid),
                ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(ProcessHandle::pid))
            .flatMap(Ports::sockets)
            .collect(Collectors.toSet());
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc", String.valueOf(pid), "net", table)))
        .map(line -> line.strip().split("\\s+", -1))
        .filter(row -> row.length > 9 && row[3].equals(LISTENS) && sockets.contains(row[9]))
        .map(row -> Integer.parseInt(row[1].substring(row[1].lastIndexOf(':') + 1), 16))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table, StandardCharsets.US_ASCII).stream();
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  /** The numbers of its sockets. */
  private static Stream<String> sockets(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      return open
          .map(Ports::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring(8, target.length() - 1))
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException notOurs) {
      return Stream.empty();
    }
  }

  private static String target(Path open) {
    try {
      return Files.readSymbolicLink(open).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
